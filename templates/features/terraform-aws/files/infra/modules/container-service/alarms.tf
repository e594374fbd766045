resource "aws_cloudwatch_metric_alarm" "this" {
  for_each            = { cpu = "CPUUtilization", memory = "MemoryUtilization" }
  alarm_name          = "${local.name}-${each.key}"
  alarm_description   = "The app has been near its limit for a quarter of an hour, although it may scale."
  namespace           = "AWS/ECS"
  metric_name         = each.value
  dimensions          = { ClusterName = var.cluster_name, ServiceName = aws_ecs_service.this.name }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 90
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "unhealthy" {
  count               = var.public ? 1 : 0
  alarm_name          = "${local.name}-unhealthy"
  alarm_description   = "The load balancer found a task of the app not ready for five minutes."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "UnHealthyHostCount"
  dimensions          = { LoadBalancer = var.load_balancer_suffix, TargetGroup = aws_lb_target_group.this[0].arn_suffix }
  statistic           = "Minimum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}
