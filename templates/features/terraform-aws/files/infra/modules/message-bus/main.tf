# Outboxes publish here; every function with subscriptions has its own queue on it.
resource "aws_sns_topic" "this" {
  name              = var.name
  kms_master_key_id = "alias/aws/sns"
}
