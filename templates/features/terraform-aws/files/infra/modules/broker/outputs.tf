output "bootstrap_brokers" {
  value = aws_msk_cluster.this.bootstrap_brokers_sasl_scram
}

output "login_secret_arn" {
  value = aws_secretsmanager_secret.login.arn
}
