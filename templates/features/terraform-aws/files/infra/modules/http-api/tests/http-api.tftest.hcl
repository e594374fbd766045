mock_provider "aws" {
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/shop-test/http-api" }
  }
}

variables {
  name            = "shop-test"
  key_arn         = "arn:aws:kms:eu-central-1:123456789012:key/1"
  alarm_topic_arn = "arn:aws:sns:eu-central-1:123456789012:shop-test-alarms"
}

run "requests_are_limited_and_logged" {
  command = apply

  assert {
    condition     = aws_apigatewayv2_stage.this.default_route_settings[0].throttling_rate_limit > 0
    error_message = "A flood must not become a bill."
  }

  assert {
    condition     = aws_apigatewayv2_stage.this.access_log_settings[0].destination_arn == aws_cloudwatch_log_group.this.arn
    error_message = "Requests must leave a trace."
  }
}

run "users_are_listened_to" {
  command = apply

  assert {
    condition     = alltrue([for one in [aws_cloudwatch_metric_alarm.errors, aws_cloudwatch_metric_alarm.latency] : one.alarm_actions == toset([var.alarm_topic_arn]) && one.dimensions.ApiId == aws_apigatewayv2_api.this.id])
    error_message = "Failing and slow requests must reach somebody."
  }
}
