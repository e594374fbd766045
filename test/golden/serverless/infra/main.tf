locals {
  name = "${var.project}-${var.environment}"

  secret_names = toset(concat(
    flatten([for app in var.apps : values(app.secrets)]),
    flatten([for job in var.migrations : values(job.secrets)]),
    ["database-login"],
  ))
}

module "secrets" {
  source = "./modules/secrets"
  name   = local.name
  names  = local.secret_names
}

module "network" {
  source       = "./modules/network"
  name         = local.name
  zones        = var.zones
  nat_per_zone = var.nat_per_zone
}

resource "aws_security_group" "functions" {
  name        = "${local.name}-functions"
  description = "Functions in the network; nothing connects to them"
  vpc_id      = module.network.vpc_id
}

resource "aws_vpc_security_group_egress_rule" "functions" {
  security_group_id = aws_security_group.functions.id
  description       = "Database and AWS APIs"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

module "database" {
  source     = "./modules/database"
  name       = local.name
  vpc_id     = module.network.vpc_id
  subnet_ids = module.network.isolated_subnet_ids

  client_security_group_ids = { functions = aws_security_group.functions.id }
  proxy_login_secret_arns   = [module.secrets.arns["database-login"]]

  instance_class = var.database_instance_class
  multi_az       = var.protected
  protected      = var.protected
  backup_days    = var.backup_days
}

resource "aws_ecs_cluster" "jobs" {
  name = "${local.name}-jobs"
}

# Run before a release, one after the other: aws ecs run-task --task-definition <name>
module "migration" {
  source      = "./modules/job"
  for_each    = var.migrations
  name        = "${local.name}-migrate-${each.key}"
  image       = "${var.image_registry}/${var.project}-migrate:${var.release}"
  environment = each.value.environment
  secrets     = { for key, name in each.value.secrets : key => module.secrets.arns[name] }
}

module "api" {
  source = "./modules/http-api"
  name   = local.name
}

module "bus" {
  source = "./modules/message-bus"
  name   = local.name
}

module "function" {
  source           = "./modules/function"
  for_each         = var.apps
  app              = each.key
  environment_name = local.name
  package          = "${var.packages}/${each.key}.zip"
  trigger          = each.value.trigger

  api           = { id = module.api.id, execution_arn = module.api.execution_arn }
  paths         = each.value.paths
  topic_arn     = module.bus.arn
  message_types = each.value.message_types

  environment = {
    NODE_ENV          = "production"
    RELEASE           = var.release
    AUTH_ISSUER       = module.api.url
    AUTH_JWKS_URL     = "${module.api.url}/.well-known/jwks.json"
    BROKER_URL        = "sns:${module.bus.arn}"
    DATABASE_POOL_MAX = "2"
  }
  secrets = { for key, name in each.value.secrets : key => module.secrets.arns[name] }

  subnet_ids         = each.value.in_network ? module.network.private_subnet_ids : []
  security_group_ids = each.value.in_network ? [aws_security_group.functions.id] : []
}
