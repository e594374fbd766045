# A task that runs once and ends, started by the deployment: aws ecs run-task --task-definition <family>
data "aws_region" "current" {}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/${var.name}"
  retention_in_days = 30
  kms_key_id        = var.key_arn
}

module "execution" {
  source        = "../execution-role"
  name          = var.name
  image         = var.image
  log_group_arn = aws_cloudwatch_log_group.this.arn
  secret_arns   = values(var.secrets)
  key_arn       = var.key_arn
}

resource "aws_ecs_task_definition" "this" {
  family                   = var.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = module.execution.arn

  container_definitions = jsonencode([{
    name                   = "job"
    image                  = var.image
    essential              = true
    user                   = "1000:1000"
    readonlyRootFilesystem = true
    linuxParameters        = { capabilities = { drop = ["ALL"], add = [] } }
    environment            = [for key, value in var.environment : { name = key, value = value }]
    secrets                = [for key, arn in var.secrets : { name = key, valueFrom = arn }]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.this.name
        awslogs-region        = data.aws_region.current.name
        awslogs-stream-prefix = "job"
      }
    }
  }])
}
