mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/shop-test-proxy" }
  }
  mock_resource "aws_db_proxy_default_target_group" {
    defaults = { name = "default" }
  }
  mock_resource "aws_db_instance" {
    defaults = {
      master_user_secret = [{
        kms_key_id    = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
        secret_arn    = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds-abc"
        secret_status = "active"
      }]
    }
  }
}

variables {
  name                      = "shop-test"
  vpc_id                    = "vpc-1"
  subnet_ids                = ["subnet-1", "subnet-2"]
  client_security_group_ids = { apps = "sg-apps" }
  key_arn                   = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  alarm_topic_arn           = "arn:aws:sns:eu-central-1:123456789012:shop-test-alarms"
  instance_class            = "db.t4g.micro"
  connections_alarm         = 56
  multi_az                  = false
  protected                 = true
}

run "the_database_is_private_and_encrypted" {
  command = plan

  assert {
    condition     = !aws_db_instance.this.publicly_accessible && aws_db_instance.this.storage_encrypted && aws_db_instance.this.kms_key_id == var.key_arn
    error_message = "The database must be private, and encrypted with the key of the environment."
  }

  assert {
    condition     = one([for parameter in aws_db_parameter_group.this.parameter : parameter.value if parameter.name == "rds.force_ssl"]) == "1"
    error_message = "Connections without TLS must be refused."
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.postgres : rule.cidr_ipv4 == null && rule.from_port == 5432 && rule.to_port == 5432])
    error_message = "Only the named security groups may connect, and only to PostgreSQL."
  }
}

run "the_owner_password_is_kept_by_secrets_manager" {
  command = apply

  assert {
    condition     = aws_db_instance.this.password == null && startswith(output.owner_secret_arn, "arn:aws:secretsmanager:")
    error_message = "The password must never be an argument."
  }
}

run "a_protected_database_leaves_a_snapshot" {
  command = plan

  assert {
    condition     = aws_db_instance.this.deletion_protection && !aws_db_instance.this.skip_final_snapshot
    error_message = "Deleting production must be refused, and leave a snapshot."
  }
}

run "production_survives_a_lost_zone" {
  command = plan

  variables {
    multi_az = true
  }

  assert {
    condition     = aws_db_instance.this.multi_az && aws_db_instance.this.backup_retention_period >= 7 && !aws_db_instance.this.delete_automated_backups
    error_message = "A standby in another zone, and backups that outlive the instance."
  }
}

run "a_replica_is_as_private_as_its_source" {
  command = apply

  variables {
    replicas = 2
  }

  assert {
    condition     = length(output.replica_addresses) == 2 && alltrue([for one in aws_db_instance.replica : !one.publicly_accessible && one.storage_encrypted && one.vpc_security_group_ids == toset([aws_security_group.this.id])])
    error_message = "A replica holds the same data."
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.lag) == 2
    error_message = "A replica that falls behind must be noticed."
  }
}

run "trouble_reaches_somebody" {
  command = apply

  assert {
    condition     = toset([for one in aws_cloudwatch_metric_alarm.this : one.metric_name]) == toset(["CPUUtilization", "DatabaseConnections", "FreeStorageSpace", "FreeableMemory"])
    error_message = "Processor, connections, storage and memory must be watched."
  }

  assert {
    condition     = alltrue([for one in aws_cloudwatch_metric_alarm.this : one.alarm_actions == toset([var.alarm_topic_arn]) && one.dimensions.DBInstanceIdentifier == aws_db_instance.this.identifier])
    error_message = "Every alarm must be about this database and reach the topic."
  }

  assert {
    condition     = alltrue([for name, one in aws_cloudwatch_metric_alarm.this : endswith(one.alarm_description, ": infra/README.md#database-${name}")])
    error_message = "Every alarm must say where to read what to do."
  }
}

run "too_many_replicas_are_refused" {
  command = plan

  variables {
    replicas = 9
  }

  expect_failures = [var.replicas]
}

run "no_backups_is_refused" {
  command = plan

  variables {
    backup_days = 0
  }

  expect_failures = [var.backup_days]
}

run "the_proxy_reads_its_logins_alone_and_wants_tls" {
  command = apply

  variables {
    proxy_login_secret_arns = ["arn:aws:secretsmanager:eu-central-1:123456789012:secret:login"]
  }

  assert {
    condition     = aws_db_proxy.this[0].require_tls && data.aws_iam_policy_document.proxy[0].statement[0].resources == toset(var.proxy_login_secret_arns)
    error_message = "The proxy must refuse plain connections and read nothing but its logins."
  }
}
