# Only the containers: values are written by an operator or a rotation, so they never reach the state.
resource "aws_secretsmanager_secret" "this" {
  for_each                = var.names
  name                    = "${var.name}/${each.key}"
  description             = "Read by ${var.name}; the value is written outside Terraform."
  recovery_window_in_days = var.recovery_days
  kms_key_id              = var.key_arn
}

# A hook for rotation: name a function of yours, and Secrets Manager calls it.
resource "aws_secretsmanager_secret_rotation" "this" {
  for_each            = var.rotations
  secret_id           = aws_secretsmanager_secret.this[each.key].id
  rotation_lambda_arn = each.value.function_arn

  rotation_rules {
    automatically_after_days = each.value.days
  }
}
