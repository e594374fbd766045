# Functions come and go by the hundred; the proxy shares few connections among them.
locals {
  proxies = length(var.proxy_login_secret_arns) > 0 ? 1 : 0
}

data "aws_iam_policy_document" "proxy_assume" {
  count = local.proxies

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["rds.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "proxy" {
  count = local.proxies

  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = var.proxy_login_secret_arns
  }

  statement {
    actions   = ["kms:Decrypt"]
    resources = [var.key_arn]

    condition {
      test     = "StringLike"
      variable = "kms:ViaService"
      values   = ["secretsmanager.*.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "proxy" {
  count              = local.proxies
  name               = "${var.name}-proxy"
  assume_role_policy = data.aws_iam_policy_document.proxy_assume[0].json
}

resource "aws_iam_role_policy" "proxy" {
  count  = local.proxies
  name   = "read-logins"
  role   = aws_iam_role.proxy[0].id
  policy = data.aws_iam_policy_document.proxy[0].json
}

resource "aws_vpc_security_group_ingress_rule" "proxy" {
  count                        = local.proxies
  security_group_id            = aws_security_group.this.id
  description                  = "PostgreSQL from the proxy"
  referenced_security_group_id = aws_security_group.this.id
  from_port                    = 5432
  to_port                      = 5432
  ip_protocol                  = "tcp"
}

resource "aws_vpc_security_group_egress_rule" "proxy" {
  count                        = local.proxies
  security_group_id            = aws_security_group.this.id
  description                  = "PostgreSQL to the database"
  referenced_security_group_id = aws_security_group.this.id
  from_port                    = 5432
  to_port                      = 5432
  ip_protocol                  = "tcp"
}

resource "aws_db_proxy" "this" {
  count                  = local.proxies
  name                   = var.name
  engine_family          = "POSTGRESQL"
  role_arn               = aws_iam_role.proxy[0].arn
  vpc_subnet_ids         = var.subnet_ids
  vpc_security_group_ids = [aws_security_group.this.id]
  require_tls            = true

  dynamic "auth" {
    for_each = var.proxy_login_secret_arns
    content {
      auth_scheme = "SECRETS"
      iam_auth    = "DISABLED"
      secret_arn  = auth.value
    }
  }
}

resource "aws_db_proxy_default_target_group" "this" {
  count         = local.proxies
  db_proxy_name = aws_db_proxy.this[0].name

  connection_pool_config {
    max_connections_percent      = 80
    max_idle_connections_percent = 20
  }
}

resource "aws_db_proxy_target" "this" {
  count                  = local.proxies
  db_proxy_name          = aws_db_proxy.this[0].name
  target_group_name      = aws_db_proxy_default_target_group.this[0].name
  db_instance_identifier = aws_db_instance.this.identifier
}
