output "arn" {
  value = aws_lambda_function.this.arn
}

output "live_arn" {
  description = "The alias: what runs."
  value       = aws_lambda_alias.live.arn
}

output "dead_letter_queue_url" {
  value = one(aws_sqs_queue.dead[*].id)
}
