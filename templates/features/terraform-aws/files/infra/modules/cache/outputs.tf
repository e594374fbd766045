output "address" {
  value = aws_elasticache_replication_group.this.primary_endpoint_address
}

output "user_id" {
  description = "Login that an operator switches on."
  value       = aws_elasticache_user.apps.user_id
}
