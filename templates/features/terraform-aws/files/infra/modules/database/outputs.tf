output "address" {
  description = "Where apps connect: the proxy where there is one."
  value       = local.proxies == 1 ? aws_db_proxy.this[0].endpoint : aws_db_instance.this.address
}

output "instance_address" {
  description = "Where migrations connect, as the owner: the proxy does not know its login."
  value       = aws_db_instance.this.address
}

output "identifier" {
  value = aws_db_instance.this.identifier
}

output "security_group_id" {
  value = aws_security_group.this.id
}

output "owner_secret_arn" {
  description = "Password of the owner, written and rotated by RDS."
  value       = aws_db_instance.this.master_user_secret[0].secret_arn
}

output "replica_addresses" {
  value = [for replica in aws_db_instance.replica : replica.address]
}
