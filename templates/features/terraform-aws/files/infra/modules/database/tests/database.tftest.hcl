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
  instance_class            = "db.t4g.micro"
  multi_az                  = false
  protected                 = true
}

run "the_database_is_private_and_encrypted" {
  command = plan

  assert {
    condition     = !aws_db_instance.this.publicly_accessible && aws_db_instance.this.storage_encrypted
    error_message = "The database must be private and its storage encrypted."
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
