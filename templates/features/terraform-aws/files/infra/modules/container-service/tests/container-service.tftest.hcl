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
  mock_resource "aws_ecs_task_definition" {
    defaults = { arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/orders:1" }
  }
  mock_resource "aws_lb_target_group" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/1" }
  }
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
  secrets           = { DATABASE_URL = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-test/orders/DATABASE_URL" }
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
    condition     = data.aws_iam_policy_document.secrets.statement[0].resources == toset(values(var.secrets))
    error_message = "An app may read its own secrets only."
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
