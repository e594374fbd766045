resource "aws_apigatewayv2_integration" "this" {
  count                  = var.trigger == "http" ? 1 : 0
  api_id                 = var.api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_alias.live.invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = min(var.timeout * 1000, 30000)
}

resource "aws_apigatewayv2_route" "this" {
  for_each  = var.trigger == "http" ? toset(flatten([for path in var.paths : ["ANY ${path}", "ANY ${path}/{proxy+}"]])) : toset([])
  api_id    = var.api.id
  route_key = each.key
  target    = "integrations/${aws_apigatewayv2_integration.this[0].id}"
}

resource "aws_lambda_permission" "http" {
  count         = var.trigger == "http" ? 1 : 0
  function_name = aws_lambda_function.this.function_name
  qualifier     = aws_lambda_alias.live.name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${var.api.execution_arn}/*"
}
