locals {
  of_function = {
    errors    = { metric = "Errors", text = "Invocations fail: read the log of the function." }
    throttles = { metric = "Throttles", text = "The limit of concurrent invocations is reached; messages wait, requests fail." }
  }

  of_queues = var.trigger != "messages" ? {} : {
    dead = {
      queue     = aws_sqs_queue.dead[0].name
      metric    = "ApproximateNumberOfMessagesVisible"
      threshold = 0
      text      = "Messages failed five times: read them, mend the cause, redrive the queue."
    }
    age = {
      queue     = aws_sqs_queue.messages[0].name
      metric    = "ApproximateAgeOfOldestMessage"
      threshold = 300
      text      = "A message has waited for five minutes."
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "function" {
  for_each            = local.of_function
  alarm_name          = "${local.name}-${each.key}"
  alarm_description   = each.value.text
  namespace           = "AWS/Lambda"
  metric_name         = each.value.metric
  dimensions          = { FunctionName = aws_lambda_function.this.function_name }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "queue" {
  for_each            = local.of_queues
  alarm_name          = "${local.name}-${each.key}"
  alarm_description   = each.value.text
  namespace           = "AWS/SQS"
  metric_name         = each.value.metric
  dimensions          = { QueueName = each.value.queue }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}
