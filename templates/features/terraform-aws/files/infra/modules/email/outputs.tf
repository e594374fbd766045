output "dkim_tokens" {
  description = "CNAME records to add to the domain, one a token: <token>._domainkey.<domain> to <token>.dkim.amazonses.com."
  value       = nonsensitive(one(aws_sesv2_email_identity.this.dkim_signing_attributes).tokens)
}
