mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/shop-test-migrate" }
  }
}

variables {
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
    condition     = data.aws_iam_policy_document.secrets.statement[0].resources == toset(values(var.secrets))
    error_message = "The job may read its own secrets only."
  }

  assert {
    condition     = aws_ecs_task_definition.this.task_role_arn == null
    error_message = "Migrations need no rights in AWS."
  }
}
