mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:eu-central-1:123456789012:shop-test-alarms" }
  }
}

variables {
  name    = "shop-test"
  key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1"
  emails  = ["ops@example.com"]
}

run "only_services_of_this_account_raise_alarms" {
  command = apply

  assert {
    condition     = aws_sns_topic.this.kms_master_key_id == var.key_arn
    error_message = "The topic must be encrypted with the key of the environment."
  }

  assert {
    condition     = one(one(data.aws_iam_policy_document.this.statement).condition).values == tolist(["123456789012"])
    error_message = "Another account must not raise alarms here."
  }

  assert {
    condition     = toset([for one in aws_sns_topic_subscription.email : one.endpoint]) == var.emails
    error_message = "Every address gets the alarms."
  }
}

run "alarms_without_a_reader_are_refused" {
  command = plan

  variables {
    emails = []
  }

  expect_failures = [var.emails]
}
