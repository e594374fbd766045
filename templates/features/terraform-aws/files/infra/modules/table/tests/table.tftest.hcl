mock_provider "aws" {}

variables {
  name      = "shop-test-orders"
  protected = true
}

run "the_table_can_be_restored_and_is_encrypted" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.this.point_in_time_recovery[0].enabled && aws_dynamodb_table.this.server_side_encryption[0].enabled
    error_message = "Point-in-time recovery and encryption must be on."
  }

  assert {
    condition     = aws_dynamodb_table.this.deletion_protection_enabled
    error_message = "Deleting production must be refused."
  }
}
