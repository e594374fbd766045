output "arn" {
  value = aws_dynamodb_table.this.arn
}
