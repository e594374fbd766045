mock_provider "aws" {}

variables {
  name  = "shop-test"
  names = ["orders/DATABASE_URL", "SERVICE_SECRET"]
}

run "every_name_has_a_secret_below_the_environment" {
  command = plan

  assert {
    condition     = toset([for secret in aws_secretsmanager_secret.this : secret.name]) == toset(["shop-test/orders/DATABASE_URL", "shop-test/SERVICE_SECRET"])
    error_message = "Names are <environment>/<secret>, so that two environments in one account stay apart."
  }
}
