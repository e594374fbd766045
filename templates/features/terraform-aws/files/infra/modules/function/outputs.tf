output "arn" {
  value = aws_lambda_function.this.arn
}

output "dead_letter_queue_url" {
  value = one(aws_sqs_queue.dead[*].id)
}
