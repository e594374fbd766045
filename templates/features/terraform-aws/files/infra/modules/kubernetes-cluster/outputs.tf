output "name" {
  value = aws_eks_cluster.this.name
}

output "nodes_security_group_id" {
  description = "Nodes and pods are in this group of the cluster."
  value       = aws_eks_cluster.this.vpc_config[0].cluster_security_group_id
}
