# SES for one domain: signed with DKIM, sent over TLS only, bounces and complaints raise the alarm.
resource "aws_sesv2_configuration_set" "this" {
  configuration_set_name = var.name

  delivery_options {
    tls_policy = "REQUIRE"
  }

  reputation_options {
    reputation_metrics_enabled = true
  }

  suppression_options {
    suppressed_reasons = ["BOUNCE", "COMPLAINT"]
  }
}

resource "aws_sesv2_email_identity" "this" {
  email_identity         = var.domain
  configuration_set_name = aws_sesv2_configuration_set.this.configuration_set_name

  dkim_signing_attributes {
    next_signing_key_length = "RSA_2048_BIT"
  }
}

resource "aws_sesv2_configuration_set_event_destination" "complaints" {
  configuration_set_name = aws_sesv2_configuration_set.this.configuration_set_name
  event_destination_name = "complaints"

  event_destination {
    enabled              = true
    matching_event_types = ["COMPLAINT", "REJECT"]

    sns_destination {
      topic_arn = var.alarm_topic_arn
    }
  }
}

# Above 5 % AWS reviews an account, above 10 % it may stop it.
resource "aws_cloudwatch_metric_alarm" "bounces" {
  alarm_name          = "${var.name}-mail-bounces"
  alarm_description   = "Too much mail comes back: clean the addresses before AWS stops the account."
  namespace           = "AWS/SES"
  metric_name         = "Reputation.BounceRate"
  statistic           = "Maximum"
  period              = 3600
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0.04
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}
