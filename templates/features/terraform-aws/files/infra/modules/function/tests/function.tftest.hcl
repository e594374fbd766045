mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/shop-test" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/shop-test" }
  }
  mock_resource "aws_lambda_function" {
    defaults = {
      arn        = "arn:aws:lambda:eu-central-1:123456789012:function:shop-test"
      invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:shop-test/invocations"
    }
  }
  mock_resource "aws_lambda_alias" {
    defaults = {
      arn        = "arn:aws:lambda:eu-central-1:123456789012:function:shop-test:live"
      invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:shop-test:live/invocations"
    }
  }
  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-central-1:123456789012:shop-test" }
  }
  mock_resource "aws_cloudwatch_event_rule" {
    defaults = { arn = "arn:aws:events:eu-central-1:123456789012:rule/shop-test" }
  }
}

variables {
  app              = "orders-http"
  environment_name = "shop-test"
  package          = "tests/package.txt"
  trigger          = "http"
  key_arn          = "arn:aws:kms:eu-central-1:123456789012:key/1"
  alarm_topic_arn  = "arn:aws:sns:eu-central-1:123456789012:shop-test-alarms"
  api              = { id = "api1", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:api1" }
  paths            = ["/orders"]
  topic_arn        = "arn:aws:sns:eu-central-1:123456789012:shop-test"
}

run "a_function_for_routes_has_routes_and_no_queue" {
  command = apply

  assert {
    condition     = toset(keys(aws_apigatewayv2_route.this)) == toset(["ANY /orders", "ANY /orders/{proxy+}"])
    error_message = "The prefix and all below it must be served."
  }

  assert {
    condition     = length(aws_sqs_queue.messages) == 0 && length(aws_cloudwatch_event_rule.this) == 0
    error_message = "A function has one trigger."
  }
}

run "requests_reach_the_version_that_releases_chose" {
  command = apply

  assert {
    condition     = aws_lambda_function.this.publish && aws_lambda_alias.live.name == "live" && aws_lambda_alias.live.function_version == aws_lambda_function.this.version
    error_message = "The first release must have a version that the alias leads to."
  }

  assert {
    condition     = aws_apigatewayv2_integration.this[0].integration_uri == aws_lambda_alias.live.invoke_arn && aws_lambda_permission.http[0].qualifier == "live"
    error_message = "Requests must go through the alias, and be allowed to."
  }
}

run "messages_reach_the_version_that_releases_chose" {
  command = apply

  variables {
    app           = "orders-messages"
    trigger       = "messages"
    message_types = ["payments.charged"]
  }

  assert {
    condition     = aws_lambda_event_source_mapping.messages[0].function_name == aws_lambda_alias.live.arn
    error_message = "Messages must go through the alias."
  }
}

run "the_schedule_reaches_the_version_that_releases_chose" {
  command = apply

  variables {
    app     = "sweep"
    trigger = "schedule"
  }

  assert {
    condition     = aws_cloudwatch_event_target.this[0].arn == aws_lambda_alias.live.arn && aws_lambda_permission.schedule[0].qualifier == "live"
    error_message = "The schedule must go through the alias, and be allowed to."
  }
}

run "a_function_for_messages_loses_none" {
  command = apply

  variables {
    app           = "orders-messages"
    trigger       = "messages"
    message_types = ["payments.charged"]
  }

  assert {
    condition     = aws_sqs_queue.messages[0].visibility_timeout_seconds >= 6 * aws_lambda_function.this.timeout
    error_message = "The queue must wait six timeouts before it delivers again."
  }

  assert {
    condition     = jsondecode(aws_sqs_queue.messages[0].redrive_policy).deadLetterTargetArn == aws_sqs_queue.dead[0].arn
    error_message = "A message that keeps failing must be kept."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.messages[0].function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "One bad message must not repeat the whole batch."
  }

  assert {
    condition     = aws_sqs_queue.messages[0].sqs_managed_sse_enabled && aws_sqs_queue.dead[0].sqs_managed_sse_enabled
    error_message = "Queues must be encrypted."
  }

  assert {
    condition     = jsondecode(aws_sns_topic_subscription.messages[0].filter_policy).type == ["payments.charged"]
    error_message = "Only subscribed messages may start the function."
  }
}

run "waiting_and_dead_messages_reach_somebody" {
  command = apply

  variables {
    app           = "orders-messages"
    trigger       = "messages"
    message_types = ["payments.charged"]
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.queue["dead"].dimensions.QueueName == aws_sqs_queue.dead[0].name && aws_cloudwatch_metric_alarm.queue["dead"].threshold == 0
    error_message = "One dead message is one too many."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.queue["age"].dimensions.QueueName == aws_sqs_queue.messages[0].name && aws_cloudwatch_metric_alarm.queue["age"].metric_name == "ApproximateAgeOfOldestMessage"
    error_message = "How long messages wait must be watched."
  }

  assert {
    condition     = alltrue([for one in concat(values(aws_cloudwatch_metric_alarm.queue), values(aws_cloudwatch_metric_alarm.function)) : one.alarm_actions == toset([var.alarm_topic_arn])])
    error_message = "Every alarm must reach the topic."
  }
}

run "a_scheduled_function_is_started_by_its_rule_alone" {
  command = apply

  variables {
    app     = "sweep"
    trigger = "schedule"
  }

  assert {
    condition     = aws_lambda_permission.schedule[0].source_arn == aws_cloudwatch_event_rule.this[0].arn && length(aws_lambda_permission.http) == 0
    error_message = "Nothing but the rule may start it."
  }
}

run "secrets_are_references_and_readable_here_only" {
  command = apply

  variables {
    secrets = { DATABASE_URL = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders" }
  }

  assert {
    condition     = aws_lambda_function.this.environment[0].variables["DATABASE_URL_SECRET_ARN"] == var.secrets.DATABASE_URL
    error_message = "The function gets the reference, never the value."
  }

  assert {
    condition     = one([for statement in data.aws_iam_policy_document.this.statement : statement.resources if statement.sid == "ReadOwnSecrets"]) == toset(values(var.secrets))
    error_message = "A function may read its own secrets only."
  }

  assert {
    condition     = length([for statement in data.aws_iam_policy_document.this.statement : statement if contains(statement.resources, "*")]) == 0
    error_message = "A function outside a VPC needs no right on everything."
  }
}

run "an_unknown_trigger_is_refused" {
  command = plan

  variables {
    trigger = "cron"
  }

  expect_failures = [var.trigger]
}
