# A small provisioned Kafka. Clients log in with SASL/SCRAM over TLS; the user is kept in Secrets Manager.
locals {
  user = "apps"
}

resource "aws_security_group" "this" {
  name        = "${var.name}-broker"
  description = "Kafka, from the apps only"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "kafka" {
  for_each                     = var.client_security_group_ids
  security_group_id            = aws_security_group.this.id
  description                  = "Kafka (SASL/SCRAM over TLS) from ${each.key}"
  referenced_security_group_id = each.value
  from_port                    = 9096
  to_port                      = 9096
  ip_protocol                  = "tcp"
}

resource "aws_vpc_security_group_egress_rule" "clients" {
  for_each                     = var.client_security_group_ids
  security_group_id            = each.value
  description                  = "To Kafka"
  referenced_security_group_id = aws_security_group.this.id
  from_port                    = 9096
  to_port                      = 9096
  ip_protocol                  = "tcp"
}

resource "aws_msk_configuration" "this" {
  name           = var.name
  kafka_versions = [var.kafka_version]

  server_properties = <<-PROPERTIES
    auto.create.topics.enable=true
    num.partitions=6
    default.replication.factor=${length(var.subnet_ids)}
    min.insync.replicas=${max(1, length(var.subnet_ids) - 1)}
    log.retention.hours=168
  PROPERTIES
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/${var.name}/broker"
  retention_in_days = 30
  kms_key_id        = var.key_arn
}

resource "aws_msk_cluster" "this" {
  cluster_name           = var.name
  kafka_version          = var.kafka_version
  number_of_broker_nodes = length(var.subnet_ids)

  broker_node_group_info {
    instance_type   = var.instance_type
    client_subnets  = var.subnet_ids
    security_groups = [aws_security_group.this.id]

    storage_info {
      ebs_storage_info {
        volume_size = var.storage_gb
      }
    }
  }

  configuration_info {
    arn      = aws_msk_configuration.this.arn
    revision = aws_msk_configuration.this.latest_revision
  }

  client_authentication {
    unauthenticated = false

    sasl {
      scram = true
    }
  }

  encryption_info {
    encryption_at_rest_kms_key_arn = var.key_arn

    encryption_in_transit {
      client_broker = "TLS"
      in_cluster    = true
    }
  }

  logging_info {
    broker_logs {
      cloudwatch_logs {
        enabled   = true
        log_group = aws_cloudwatch_log_group.this.name
      }
    }
  }
}

# MSK wants this prefix. The values below are write-only: neither state nor plan has the password.
resource "aws_secretsmanager_secret" "login" {
  name        = "AmazonMSK_${var.name}"
  description = "Kafka login of the apps."
  kms_key_id  = var.key_arn
}

resource "aws_secretsmanager_secret_version" "login" {
  secret_id                = aws_secretsmanager_secret.login.id
  secret_string_wo_version = var.login_version
  secret_string_wo = jsonencode({
    username = local.user
    password = var.login_password
  })
}

# What apps read as BROKER_URL: the same login, and where the brokers are.
resource "aws_secretsmanager_secret_version" "url" {
  secret_id                = var.url_secret_arn
  secret_string_wo_version = var.login_version
  secret_string_wo         = "kafka://${local.user}:${var.login_password}@${aws_msk_cluster.this.bootstrap_brokers_sasl_scram}"
}

# MSK reads the login when it is associated, so it must be there by then.
resource "aws_msk_single_scram_secret_association" "this" {
  cluster_arn = aws_msk_cluster.this.arn
  secret_arn  = aws_secretsmanager_secret.login.arn
  depends_on  = [aws_secretsmanager_secret_version.login]
}

resource "aws_cloudwatch_metric_alarm" "disk" {
  count               = length(var.subnet_ids)
  alarm_name          = "${var.name}-broker-${count.index + 1}-disk"
  alarm_description   = "The disk of a broker is nearly full; then it takes no messages."
  namespace           = "AWS/Kafka"
  metric_name         = "KafkaDataLogsDiskUsed"
  dimensions          = { "Cluster Name" = aws_msk_cluster.this.cluster_name, "Broker ID" = tostring(count.index + 1) }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}
