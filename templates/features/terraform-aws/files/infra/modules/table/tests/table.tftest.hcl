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

run "waiting_messages_are_found_in_order" {
  command = plan

  assert {
    condition     = one(aws_dynamodb_table.this.global_secondary_index).name == "outbox" && one(aws_dynamodb_table.this.global_secondary_index).range_key == "position"
    error_message = "The relay reads the index outbox by position."
  }
}
