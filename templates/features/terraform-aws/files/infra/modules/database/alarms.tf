locals {
  alarms = {
    cpu = {
      text      = "The database has been busy for a quarter of an hour: infra/README.md#database-cpu"
      metric    = "CPUUtilization"
      compare   = "GreaterThanThreshold"
      threshold = 80
    }
    connections = {
      text      = "Connections run out; then nothing can be stored: infra/README.md#database-connections"
      metric    = "DatabaseConnections"
      compare   = "GreaterThanThreshold"
      threshold = var.connections_alarm
    }
    storage = {
      text      = "Less than 4 GiB are free; without any the database stops: infra/README.md#database-storage"
      metric    = "FreeStorageSpace"
      compare   = "LessThanThreshold"
      threshold = 4 * 1024 * 1024 * 1024
    }
    memory = {
      text      = "Less than 100 MiB are free, so statements spill to disk: infra/README.md#database-memory"
      metric    = "FreeableMemory"
      compare   = "LessThanThreshold"
      threshold = 100 * 1024 * 1024
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each            = local.alarms
  alarm_name          = "${var.name}-database-${each.key}"
  alarm_description   = each.value.text
  namespace           = "AWS/RDS"
  metric_name         = each.value.metric
  dimensions          = { DBInstanceIdentifier = aws_db_instance.this.identifier }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = each.value.compare
  threshold           = each.value.threshold
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "lag" {
  count               = var.replicas
  alarm_name          = "${var.name}-database-replica-${count.index + 1}-lag"
  alarm_description   = "The replica is more than a minute behind: infra/README.md#database-replica-lag"
  namespace           = "AWS/RDS"
  metric_name         = "ReplicaLag"
  dimensions          = { DBInstanceIdentifier = aws_db_instance.replica[count.index].identifier }
  statistic           = "Average"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 60
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}
