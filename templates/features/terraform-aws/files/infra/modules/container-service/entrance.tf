# Only for the app that clients reach; the others are reached through their name.
resource "aws_lb_target_group" "this" {
  count                = var.public ? 1 : 0
  name                 = substr(local.name, 0, 32)
  vpc_id               = var.vpc_id
  port                 = var.port
  protocol             = "HTTP"
  target_type          = "ip"
  deregistration_delay = 20

  health_check {
    path                = "/readyz"
    interval            = 10
    timeout             = 3
    healthy_threshold   = 2
    unhealthy_threshold = 2
  }
}

resource "aws_lb_listener_rule" "this" {
  count        = var.public ? 1 : 0
  listener_arn = var.listener_arn
  priority     = 100

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this[0].arn
  }

  condition {
    path_pattern {
      values = ["/*"]
    }
  }
}
