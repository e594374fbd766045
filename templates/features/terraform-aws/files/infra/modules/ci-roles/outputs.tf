output "push_role_arn" {
  value = aws_iam_role.push.arn
}

output "release_role_arns" {
  value = { for name, role in aws_iam_role.release : name => role.arn }
}
