mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
}

variables {
  name      = "shop-test"
  protected = true
}

run "the_key_rotates_and_is_not_lost_by_mistake" {
  command = plan

  assert {
    condition     = aws_kms_key.this.enable_key_rotation && aws_kms_key.this.deletion_window_in_days == 30
    error_message = "The key must rotate, and its deletion must leave a month to notice."
  }
}

run "services_use_the_key_for_this_account_alone" {
  command = plan

  assert {
    condition = alltrue([
      for statement in data.aws_iam_policy_document.this.statement : length(statement.condition) > 0
      if one(statement.principals).type == "Service"
    ])
    error_message = "A service must not use the key on behalf of another account."
  }

  assert {
    condition = alltrue([
      for statement in data.aws_iam_policy_document.this.statement : one(statement.principals).identifiers == toset(["arn:aws:iam::123456789012:root"])
      if contains(statement.actions, "kms:*")
    ])
    error_message = "Only the account itself may administer the key."
  }
}
