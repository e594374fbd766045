resource "aws_dynamodb_table" "this" {
  name                        = var.name
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "pk"
  deletion_protection_enabled = var.protected

  attribute {
    name = "pk"
    type = "S"
  }

  attribute {
    name = "state"
    type = "S"
  }

  attribute {
    name = "position"
    type = "S"
  }

  # Sparse: holds the messages that still wait, as src/platform/dynamodb.ts expects.
  global_secondary_index {
    name            = "outbox"
    hash_key        = "state"
    range_key       = "position"
    projection_type = "ALL"
  }

  ttl {
    attribute_name = "expiresAt"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled = true
  }
}
