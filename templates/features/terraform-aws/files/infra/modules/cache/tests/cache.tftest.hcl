mock_provider "aws" {}

variables {
  name                      = "shop-test"
  vpc_id                    = "vpc-1"
  subnet_ids                = ["subnet-1", "subnet-2"]
  client_security_group_ids = { apps = "sg-apps" }
  key_arn                   = "arn:aws:kms:eu-central-1:123456789012:key/1"
  alarm_topic_arn           = "arn:aws:sns:eu-central-1:123456789012:shop-test-alarms"
  replicated                = true
}

run "nobody_talks_to_it_in_clear_or_without_a_login" {
  command = apply

  assert {
    condition     = aws_elasticache_replication_group.this.transit_encryption_enabled && aws_elasticache_replication_group.this.transit_encryption_mode == "required"
    error_message = "Connections without TLS must be refused."
  }

  assert {
    condition     = aws_elasticache_replication_group.this.user_group_ids == toset([aws_elasticache_user_group.this.user_group_id])
    error_message = "Every client must log in."
  }

  assert {
    condition     = startswith(aws_elasticache_user.apps.access_string, "off ") && aws_elasticache_replication_group.this.auth_token == null
    error_message = "The login is off until it gets a password that no state has."
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.cache : rule.cidr_ipv4 == null && rule.from_port == 6379 && rule.to_port == 6379])
    error_message = "Only the named security groups may connect."
  }
}

run "what_it_holds_is_encrypted" {
  command = plan

  assert {
    condition     = aws_elasticache_replication_group.this.at_rest_encryption_enabled == "true" && aws_elasticache_replication_group.this.kms_key_id == var.key_arn
    error_message = "The cache must be encrypted with the key of the environment."
  }
}

run "a_lost_zone_is_survived" {
  command = plan

  assert {
    condition     = aws_elasticache_replication_group.this.multi_az_enabled && aws_elasticache_replication_group.this.automatic_failover_enabled && aws_elasticache_replication_group.this.num_cache_clusters == 2
    error_message = "A second node must take over."
  }
}

run "a_name_that_is_too_long_is_refused" {
  command = plan

  variables {
    name = "a-project-with-a-name-that-is-long-dev"
  }

  expect_failures = [var.name]
}
