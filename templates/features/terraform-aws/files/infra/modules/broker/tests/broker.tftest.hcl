mock_provider "aws" {
  mock_resource "aws_msk_configuration" {
    defaults = { arn = "arn:aws:kafka:eu-central-1:123456789012:configuration/shop/1", latest_revision = 1 }
  }
  mock_resource "aws_msk_cluster" {
    defaults = { arn = "arn:aws:kafka:eu-central-1:123456789012:cluster/shop/1" }
  }
  mock_resource "aws_secretsmanager_secret" {
    defaults = { arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:AmazonMSK_shop" }
  }
}

variables {
  name                      = "shop-test"
  vpc_id                    = "vpc-1"
  subnet_ids                = ["subnet-1", "subnet-2", "subnet-3"]
  client_security_group_ids = { apps = "sg-apps" }
  key_arn                   = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  alarm_topic_arn           = "arn:aws:sns:eu-central-1:123456789012:shop-test-alarms"
  url_secret_arn            = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:BROKER_URL"
  login_password            = "0123456789abcdef0123456789abcdef"
}

run "nobody_talks_to_kafka_in_clear_or_without_a_login" {
  command = apply

  assert {
    condition     = aws_msk_cluster.this.encryption_info[0].encryption_in_transit[0].client_broker == "TLS"
    error_message = "Traffic must be encrypted."
  }

  assert {
    condition     = aws_msk_cluster.this.client_authentication[0].unauthenticated == false && aws_msk_cluster.this.client_authentication[0].sasl[0].scram
    error_message = "Every client must log in."
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.kafka : rule.cidr_ipv4 == null])
    error_message = "Only the named security groups may connect."
  }
}

run "a_lost_broker_loses_no_message" {
  command = plan

  assert {
    condition     = strcontains(aws_msk_configuration.this.server_properties, "default.replication.factor=3") && strcontains(aws_msk_configuration.this.server_properties, "min.insync.replicas=2")
    error_message = "Three replicas, two of them in step."
  }
}

run "the_password_is_in_no_state" {
  command = apply

  assert {
    condition     = alltrue([for version in [aws_secretsmanager_secret_version.login, aws_secretsmanager_secret_version.url] : version.secret_string == null && version.secret_string_wo == null])
    error_message = "The login must be write-only."
  }
}

run "a_password_that_does_not_fit_a_url_is_refused" {
  command = plan

  variables {
    login_password = "p@ss:word/with?signs and more of them"
  }

  expect_failures = [var.login_password]
}
