mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_resource "aws_apigatewayv2_api" {
    defaults = {
      api_endpoint  = "https://api1.execute-api.eu-central-1.amazonaws.com"
      execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:api1"
    }
  }
  mock_resource "aws_lambda_function" {
    defaults = {
      arn        = "arn:aws:lambda:eu-central-1:123456789012:function:test"
      invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:test/invocations"
    }
  }
  mock_resource "aws_launch_template" {
    defaults = { id = "lt-0123456789abcdef0", latest_version = 1 }
  }
  mock_resource "aws_db_proxy_default_target_group" {
    defaults = { name = "default" }
  }
  mock_resource "aws_db_instance" {
    defaults = {
      master_user_secret = [{ kms_key_id = "key", secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:owner", secret_status = "active" }]
    }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/test" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:test" }
  }
  mock_resource "aws_lambda_alias" {
    defaults = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:test:live" }
  }
  mock_resource "aws_ecs_cluster" {
    defaults = { arn = "arn:aws:ecs:eu-central-1:123456789012:cluster/test" }
  }
  mock_resource "aws_ecs_task_definition" {
    defaults = { arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/test:1" }
  }
  mock_resource "aws_lb" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/test/1" }
  }
  mock_resource "aws_lb_listener" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/test/1/2" }
  }
  mock_resource "aws_lb_target_group" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/test/1" }
  }
  mock_resource "aws_service_discovery_http_namespace" {
    defaults = { arn = "arn:aws:servicediscovery:eu-central-1:123456789012:namespace/ns-1" }
  }
  mock_resource "aws_secretsmanager_secret" {
    defaults = { arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:test" }
  }
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555" }
  }
  mock_resource "aws_msk_configuration" {
    defaults = { arn = "arn:aws:kafka:eu-central-1:123456789012:configuration/test/1" }
  }
  mock_resource "aws_msk_cluster" {
    defaults = { arn = "arn:aws:kafka:eu-central-1:123456789012:cluster/test/1" }
  }
  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-central-1:123456789012:test" }
  }
  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:eu-central-1:123456789012:test" }
  }
  mock_resource "aws_cloudwatch_event_rule" {
    defaults = { arn = "arn:aws:events:eu-central-1:123456789012:rule/test" }
  }
  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::shop-test-objects" }
  }
  mock_resource "aws_dynamodb_table" {
    defaults = { arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/test" }
  }
}

variables {
  environment        = "test"
  region             = "eu-central-1"
  protected          = true
  alarm_emails       = ["ops@example.com"]
  monthly_budget_usd = 100

  release = "1.2.3"

  image_registry = "registry.example.com"

  zones = 2
  nat   = "one"

  database_instance_class    = "db.t4g.micro"
  database_connections_alarm = 56
  backup_days                = 1
}

run "every_app_is_deployed" {
  command = apply

  assert {
    condition     = toset(output.apps) == toset(keys(var.apps))
    error_message = "An app of terraform.tfvars.json is missing."
  }
}

run "every_secret_that_an_app_reads_exists" {
  command = apply

  assert {
    condition     = alltrue(flatten([for app in var.apps : [for name in values(app.secrets) : contains(keys(module.secrets.arns), name)]]))
    error_message = "An app could not start without its secret."
  }
}

run "an_environment_with_a_long_name_is_refused" {
  command = plan

  variables {
    environment = "production"
  }

  expect_failures = [var.environment]
}

run "a_floating_release_is_refused" {
  command = plan

  variables {
    release = "latest"
  }

  expect_failures = [var.release]
}

run "a_secret_that_apps_do_without_is_read_where_it_is_named" {
  command = apply

  variables {
    optional_secrets = ["ADMIN_SETUP_TOKEN"]
  }

  assert {
    condition     = contains(keys(module.secrets.arns), "ADMIN_SETUP_TOKEN")
    error_message = "It must reach the apps that read it, from Secrets Manager."
  }
}

run "nothing_waits_for_a_secret_that_nobody_named" {
  command = apply

  assert {
    condition     = alltrue([for app in var.apps : length(setintersection(keys(module.secrets.arns), values(app.optional_secrets))) == 0])
    error_message = "Nothing starts while a secret that it reads is empty."
  }
}

run "a_secret_that_no_app_reads_is_refused" {
  command = plan

  variables {
    optional_secrets = ["NOBODY_READS_THIS"]
  }

  expect_failures = [output.apps]
}
