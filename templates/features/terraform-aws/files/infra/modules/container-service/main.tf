data "aws_region" "current" {}

locals {
  name = "${var.environment_name}-${var.app}"
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/${var.environment_name}/${var.app}"
  retention_in_days = var.log_days
  kms_key_id        = var.key_arn
}

resource "aws_ecs_task_definition" "this" {
  family                   = local.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.cpu
  memory                   = var.memory
  execution_role_arn       = module.execution.arn
  task_role_arn            = aws_iam_role.task.arn

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  container_definitions = jsonencode([{
    name                   = var.app
    image                  = var.image
    essential              = true
    user                   = "1000:1000"
    readonlyRootFilesystem = true
    stopTimeout            = 30
    linuxParameters        = { capabilities = { drop = ["ALL"], add = [] } }
    portMappings           = [{ name = "http", containerPort = var.port, protocol = "tcp", appProtocol = "http" }]
    # A quarter of the memory stays free for buffers, stacks and code; young objects have three spaces of 16.
    # While a release goes out there are twice as many tasks: all of them have to fit into the database.
    environment = [for key, value in merge(var.environment, {
      REPLICAS_MAX = tostring(var.max_count * 2)
      NODE_OPTIONS = "--max-old-space-size=${floor(var.memory * 3 / 4) - 48} --max-semi-space-size=16"
    }) : { name = key, value = value }]
    secrets = [for key, arn in var.secrets : { name = key, valueFrom = arn }]
    healthCheck = {
      command     = ["CMD", "node", "healthcheck.mjs", "/livez"]
      interval    = 10
      timeout     = 3
      retries     = 3
      startPeriod = 30
    }
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.this.name
        awslogs-region        = data.aws_region.current.name
        awslogs-stream-prefix = var.app
      }
    }
  }])
}

resource "aws_ecs_service" "this" {
  name                               = var.app
  cluster                            = var.cluster_arn
  task_definition                    = aws_ecs_task_definition.this.arn
  desired_count                      = var.min_count
  launch_type                        = "FARGATE"
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  health_check_grace_period_seconds  = var.public ? 60 : null
  propagate_tags                     = "SERVICE"
  availability_zone_rebalancing      = "ENABLED"

  # A release that does not become healthy is rolled back.
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [var.security_group_id]
    assign_public_ip = false
  }

  service_connect_configuration {
    enabled   = true
    namespace = var.namespace_arn

    service {
      port_name = "http"

      client_alias {
        dns_name = var.app
        port     = var.port
      }
    }
  }

  dynamic "load_balancer" {
    for_each = aws_lb_target_group.this
    content {
      target_group_arn = load_balancer.value.arn
      container_name   = var.app
      container_port   = var.port
    }
  }

  # The autoscaler owns the number; a release (infra/release.ts) owns which task definition runs.
  lifecycle {
    ignore_changes = [desired_count, task_definition]
  }
}

resource "aws_appautoscaling_target" "this" {
  service_namespace  = "ecs"
  resource_id        = "service/${var.cluster_name}/${aws_ecs_service.this.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = var.min_count
  max_capacity       = var.max_count
}

resource "aws_appautoscaling_policy" "cpu" {
  name               = "${local.name}-cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this.service_namespace
  resource_id        = aws_appautoscaling_target.this.resource_id
  scalable_dimension = aws_appautoscaling_target.this.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
