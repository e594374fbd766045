resource "aws_cloudwatch_event_rule" "this" {
  count               = var.trigger == "schedule" ? 1 : 0
  name                = local.name
  schedule_expression = var.schedule
}

resource "aws_cloudwatch_event_target" "this" {
  count = var.trigger == "schedule" ? 1 : 0
  rule  = aws_cloudwatch_event_rule.this[0].name
  arn   = aws_lambda_alias.live.arn
}

resource "aws_lambda_permission" "schedule" {
  count         = var.trigger == "schedule" ? 1 : 0
  function_name = aws_lambda_function.this.function_name
  qualifier     = aws_lambda_alias.live.name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.this[0].arn
}
