mock_provider "aws" {}

variables {
  name            = "shop-test"
  domain          = "shop.example.com"
  alarm_topic_arn = "arn:aws:sns:eu-central-1:123456789012:shop-test-alarms"
}

run "mail_travels_over_tls_and_is_signed" {
  command = plan

  assert {
    condition     = one(aws_sesv2_configuration_set.this.delivery_options).tls_policy == "REQUIRE"
    error_message = "Mail must not travel in clear."
  }

  assert {
    condition     = one(aws_sesv2_email_identity.this.dkim_signing_attributes).next_signing_key_length == "RSA_2048_BIT"
    error_message = "Mail must be signed."
  }
}

run "complaints_are_heard" {
  command = plan

  assert {
    condition     = contains(one(aws_sesv2_configuration_set_event_destination.complaints.event_destination).matching_event_types, "COMPLAINT")
    error_message = "A complaint must reach somebody."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.bounces.threshold < 0.05
    error_message = "The alarm must come before AWS reviews the account."
  }
}

run "an_address_is_no_domain" {
  command = plan

  variables {
    domain = "shop@example.com"
  }

  expect_failures = [var.domain]
}
