output "name" {
  value = aws_s3_bucket.this.bucket
}

output "arn" {
  value = aws_s3_bucket.this.arn
}

output "objects_policy" {
  description = "Policy for the role of an app that works with the objects."
  value       = data.aws_iam_policy_document.objects.json
}
