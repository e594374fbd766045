mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/shop-test-orders-execution" }
  }
}

variables {
  name          = "shop-test-orders"
  image         = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop-orders:1.2.3"
  log_group_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/shop-test/orders"
  secret_arns   = ["arn:aws:secretsmanager:eu-central-1:123456789012:secret:a"]
  key_arn       = "arn:aws:kms:eu-central-1:123456789012:key/1"
}

run "it_reads_its_own_secrets_and_pulls_its_own_image" {
  command = apply

  assert {
    condition     = one([for one in data.aws_iam_policy_document.this.statement : one.resources if one.sid == "ReadOwnSecrets"]) == toset(var.secret_arns)
    error_message = "A container may read its own secrets only."
  }

  assert {
    condition     = one([for one in data.aws_iam_policy_document.this.statement : one.resources if one.sid == "PullTheImage"]) == toset(["arn:aws:ecr:*:*:repository/shop-orders"])
    error_message = "A container may pull its own image only."
  }

  assert {
    condition     = [for one in data.aws_iam_policy_document.this.statement : one.sid if contains(one.resources, "*")] == ["LogInToTheRegistry"]
    error_message = "Nothing but the login of the registry may name every resource."
  }
}

run "without_secrets_it_may_read_none" {
  command = apply

  variables {
    secret_arns = []
  }

  assert {
    condition     = alltrue([for one in data.aws_iam_policy_document.this.statement : !contains(["ReadOwnSecrets", "DecryptSecrets"], one.sid)])
    error_message = "No secrets, no right to read one."
  }
}
