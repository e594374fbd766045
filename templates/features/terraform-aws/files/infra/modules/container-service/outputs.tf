output "secret_names" {
  description = "What the app reads from Secrets Manager."
  value       = keys(var.secrets)
}

output "service_name" {
  value = aws_ecs_service.this.name
}

output "task_role_name" {
  value = aws_iam_role.task.name
}
