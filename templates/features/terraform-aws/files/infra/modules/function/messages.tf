resource "aws_sqs_queue" "dead" {
  count                     = var.trigger == "messages" ? 1 : 0
  name                      = "${local.name}-dead"
  message_retention_seconds = 14 * 24 * 3600
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue" "messages" {
  count = var.trigger == "messages" ? 1 : 0
  name  = local.name
  # AWS asks for six times the function's timeout, so that a throttled batch is not delivered twice.
  visibility_timeout_seconds = var.timeout * 6
  message_retention_seconds  = 4 * 24 * 3600
  sqs_managed_sse_enabled    = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead[0].arn
    maxReceiveCount     = 5
  })
}

data "aws_iam_policy_document" "queue" {
  count = var.trigger == "messages" ? 1 : 0

  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.messages[0].arn]

    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [var.topic_arn]
    }
  }
}

resource "aws_sqs_queue_policy" "messages" {
  count     = var.trigger == "messages" ? 1 : 0
  queue_url = aws_sqs_queue.messages[0].id
  policy    = data.aws_iam_policy_document.queue[0].json
}

# Raw delivery: the body is the message itself. Only the subscribed types arrive.
resource "aws_sns_topic_subscription" "messages" {
  count                = var.trigger == "messages" ? 1 : 0
  topic_arn            = var.topic_arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.messages[0].arn
  raw_message_delivery = true
  filter_policy_scope  = "MessageBody"
  filter_policy        = jsonencode({ type = var.message_types })
}

resource "aws_lambda_event_source_mapping" "messages" {
  count                   = var.trigger == "messages" ? 1 : 0
  function_name           = aws_lambda_alias.live.arn
  event_source_arn        = aws_sqs_queue.messages[0].arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = max(2, var.max_concurrency)
  }
}
