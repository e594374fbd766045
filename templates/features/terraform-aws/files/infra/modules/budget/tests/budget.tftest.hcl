mock_provider "aws" {}

variables {
  project         = "shop"
  environment     = "test"
  monthly_usd     = 200
  alarm_topic_arn = "arn:aws:sns:eu-central-1:123456789012:shop-test-alarms"
}

run "it_warns_before_the_money_is_spent" {
  command = plan

  assert {
    condition     = anytrue([for one in aws_budgets_budget.this.notification : one.notification_type == "FORECASTED"])
    error_message = "A forecast warns while there is still something to save."
  }

  assert {
    condition     = alltrue([for one in aws_budgets_budget.this.notification : one.subscriber_sns_topic_arns == toset([var.alarm_topic_arn])])
    error_message = "Every warning must reach somebody."
  }

  assert {
    condition     = toset(one(aws_budgets_budget.this.cost_filter).values) == toset(["user:project$shop", "user:environment$test"])
    error_message = "Only the costs of this environment count."
  }
}

run "a_budget_of_nothing_is_refused" {
  command = plan

  variables {
    monthly_usd = 0
  }

  expect_failures = [var.monthly_usd]
}
