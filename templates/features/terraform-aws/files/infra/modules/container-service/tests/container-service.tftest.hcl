mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/shop-test-orders" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/shop-test/orders" }
  }
  mock_resource "aws_ecs_task_definition" {
    defaults = { arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/orders:1" }
  }
  mock_resource "aws_lb_target_group" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/1" }
  }
}

override_module {
  target  = module.execution
  outputs = { arn = "arn:aws:iam::123456789012:role/shop-test-orders-execution" }
}

variables {
  app               = "orders"
  environment_name  = "shop-test"
  image             = "registry.example.com/shop-orders:1.2.3"
  cluster_arn       = "arn:aws:ecs:eu-central-1:123456789012:cluster/shop-test"
  cluster_name      = "shop-test"
  namespace_arn     = "arn:aws:servicediscovery:eu-central-1:123456789012:namespace/ns-1"
  vpc_id            = "vpc-1"
  subnet_ids        = ["subnet-1", "subnet-2"]
  security_group_id = "sg-apps"
  listener_arn      = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/shop/1/2"
  environment       = { PORT = "3000" }
  key_arn           = "arn:aws:kms:eu-central-1:123456789012:key/1"
  alarm_topic_arn   = "arn:aws:sns:eu-central-1:123456789012:shop-test-alarms"

  load_balancer_suffix = "app/shop/1"

  secrets = { DATABASE_URL = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-test/orders/DATABASE_URL" }
}

run "the_container_is_locked" {
  command = apply

  assert {
    condition     = alltrue([for container in jsondecode(aws_ecs_task_definition.this.container_definitions) : container.readonlyRootFilesystem && container.user == "1000:1000"])
    error_message = "The container must run as user 1000 on a read-only file system."
  }

  assert {
    condition     = aws_ecs_service.this.network_configuration[0].assign_public_ip == false
    error_message = "Tasks must not have public addresses."
  }
}

run "the_password_comes_from_secrets_manager" {
  command = apply

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].secrets == [{ name = "DATABASE_URL", valueFrom = var.secrets.DATABASE_URL }]
    error_message = "DATABASE_URL must be a reference."
  }

  assert {
    condition     = alltrue([for setting in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment : setting.name != "DATABASE_URL"])
    error_message = "DATABASE_URL must not be readable in the task definition."
  }

  assert {
    condition     = aws_ecs_task_definition.this.execution_role_arn == module.execution.arn && aws_ecs_task_definition.this.task_role_arn == aws_iam_role.task.arn
    error_message = "What starts the container may read secrets; the app itself must not be able to."
  }
}

run "an_inner_app_is_not_on_the_load_balancer" {
  command = plan

  assert {
    condition     = length(aws_lb_target_group.this) == 0 && length(aws_ecs_service.this.load_balancer) == 0
    error_message = "Only the entrance may be reached from outside."
  }
}

run "the_entrance_is_on_the_load_balancer" {
  command = apply

  variables {
    public = true
  }

  assert {
    condition     = aws_lb_listener_rule.this[0].action[0].target_group_arn == aws_lb_target_group.this[0].arn
    error_message = "The listener must forward to the app."
  }
}

run "an_image_without_a_release_is_refused" {
  command = plan

  variables {
    image = "registry.example.com/shop-orders:latest"
  }

  expect_failures = [var.image]
}

run "the_heap_stays_below_the_memory_limit" {
  command = apply

  assert {
    condition     = contains(jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment, { name = "NODE_OPTIONS", value = "--max-old-space-size=336 --max-semi-space-size=16" })
    error_message = "Node must collect before the container is killed."
  }

  assert {
    condition     = contains([for one in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment : one.name], "REPLICAS_MAX")
    error_message = "An app must know how many of it share the database."
  }
}

run "a_release_that_fails_is_taken_back" {
  command = plan

  assert {
    condition     = aws_ecs_service.this.deployment_circuit_breaker[0].enable && aws_ecs_service.this.deployment_circuit_breaker[0].rollback
    error_message = "The circuit breaker must roll back."
  }

  assert {
    condition     = aws_ecs_service.this.deployment_minimum_healthy_percent == 100
    error_message = "Nothing is taken away before something else is ready."
  }
}

run "an_app_gets_what_is_handed_in" {
  command = apply

  variables {
    task_policies = { objects = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }

  assert {
    condition     = keys(aws_iam_role_policy.task) == ["objects"] && aws_iam_role_policy.task["objects"].role == aws_iam_role.task.id
    error_message = "The policy belongs to the role of the app."
  }
}

run "an_app_may_do_nothing_in_aws_by_itself" {
  command = plan

  assert {
    condition     = length(aws_iam_role_policy.task) == 0
    error_message = "Rights are handed in, or there are none."
  }
}

run "busy_and_unhealthy_apps_reach_somebody" {
  command = apply

  variables {
    public = true
  }

  assert {
    condition = alltrue([
      for one in concat(values(aws_cloudwatch_metric_alarm.this), aws_cloudwatch_metric_alarm.unhealthy) : one.alarm_actions == toset([var.alarm_topic_arn])
    ])
    error_message = "Every alarm must reach the topic."
  }

  assert {
    condition     = toset([for one in aws_cloudwatch_metric_alarm.this : one.metric_name]) == toset(["CPUUtilization", "MemoryUtilization"]) && length(aws_cloudwatch_metric_alarm.unhealthy) == 1
    error_message = "Processor, memory and readiness must be watched."
  }
}

run "logs_are_encrypted_and_end" {
  command = apply

  assert {
    condition     = aws_cloudwatch_log_group.this.kms_key_id == var.key_arn && aws_cloudwatch_log_group.this.retention_in_days > 0
    error_message = "Logs must be encrypted, and kept for a stated time."
  }
}
