mock_provider "aws" {}

variables {
  name = "shop-test"
}

run "messages_are_encrypted_at_rest" {
  command = plan

  assert {
    condition     = aws_sns_topic.this.kms_master_key_id != null
    error_message = "The topic must be encrypted."
  }
}
