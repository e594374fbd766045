mock_provider "aws" {}

variables {
  name    = "shop-test"
  names   = ["orders/DATABASE_URL", "SERVICE_SECRET"]
  key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1"
}

run "every_name_has_a_secret_below_the_environment" {
  command = plan

  assert {
    condition     = toset([for secret in aws_secretsmanager_secret.this : secret.name]) == toset(["shop-test/orders/DATABASE_URL", "shop-test/SERVICE_SECRET"])
    error_message = "Names are <environment>/<secret>, so that two environments in one account stay apart."
  }
}

run "values_are_encrypted_and_kept_out_of_the_state" {
  command = plan

  assert {
    condition     = alltrue([for secret in aws_secretsmanager_secret.this : secret.kms_key_id == var.key_arn && secret.recovery_window_in_days >= 7])
    error_message = "Secrets are encrypted with the key of the environment, and can be brought back for a week."
  }
}

run "a_rotation_calls_its_function" {
  command = apply

  variables {
    rotations = { SERVICE_SECRET = { function_arn = "arn:aws:lambda:eu-central-1:123456789012:function:rotate", days = 90 } }
  }

  assert {
    condition     = aws_secretsmanager_secret_rotation.this["SERVICE_SECRET"].rotation_rules[0].automatically_after_days == 90
    error_message = "The secret must be rotated when it is said."
  }
}

run "a_rotation_that_never_comes_is_refused" {
  command = plan

  variables {
    rotations = { SERVICE_SECRET = { function_arn = "arn:aws:lambda:eu-central-1:123456789012:function:rotate", days = 0 } }
  }

  expect_failures = [var.rotations]
}
