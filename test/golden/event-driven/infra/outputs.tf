output "apps" {
  value = keys(module.service)
}

output "load_balancer_dns_name" {
  value = module.cluster.load_balancer_dns_name
}

output "migrations" {
  value = { for name, job in module.migration : name => job.task_definition_arn }
}

output "database_address" {
  value = module.database.address
}

output "database_instance_address" {
  value = module.database.instance_address
}

output "database_replica_addresses" {
  value = module.database.replica_addresses
}

output "database_owner_secret_arn" {
  value = module.database.owner_secret_arn
}

output "bootstrap_brokers" {
  value = module.broker.bootstrap_brokers
}
