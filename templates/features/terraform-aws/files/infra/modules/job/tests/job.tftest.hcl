mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/shop-test-migrate" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/shop-test-migrate" }
  }
}

variables {
  key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1"
  name    = "shop-test-migrate"
  image   = "registry.example.com/shop-migrate:1.2.3"
  secrets = { MIGRATE_DATABASE_URL = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:owner" }
}

run "the_owner_is_known_to_the_job_alone" {
  command = apply

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].secrets == [{ name = "MIGRATE_DATABASE_URL", valueFrom = var.secrets.MIGRATE_DATABASE_URL }]
    error_message = "The owner's URL must be a reference."
  }

  assert {
    condition     = aws_ecs_task_definition.this.task_role_arn == null
    error_message = "Migrations need no rights in AWS."
  }
}

run "the_container_is_locked" {
  command = apply

  assert {
    condition     = alltrue([for container in jsondecode(aws_ecs_task_definition.this.container_definitions) : container.readonlyRootFilesystem && container.user == "1000:1000" && container.linuxParameters.capabilities.drop == ["ALL"]])
    error_message = "The container must run as user 1000, without capabilities, on a read-only file system."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.kms_key_id == var.key_arn
    error_message = "What a migration says must be encrypted."
  }
}
