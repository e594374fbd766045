output "cluster_arn" {
  value = aws_ecs_cluster.this.arn
}

output "cluster_name" {
  value = aws_ecs_cluster.this.name
}

output "namespace_arn" {
  value = aws_service_discovery_http_namespace.this.arn
}

output "apps_security_group_id" {
  value = aws_security_group.apps.id
}

output "https_listener_arn" {
  value = aws_lb_listener.https.arn
}

output "load_balancer_dns_name" {
  value = aws_lb.this.dns_name
}

output "load_balancer_suffix" {
  description = "What metrics call the load balancer."
  value       = aws_lb.this.arn_suffix
}
