# Only the containers: values are written by an operator or a rotation, so they never reach the state.
resource "aws_secretsmanager_secret" "this" {
  for_each                = var.names
  name                    = "${var.name}/${each.key}"
  description             = "Read by ${var.name}; the value is written outside Terraform."
  recovery_window_in_days = var.recovery_days
}
