locals {
  name = "${var.project}-${var.environment}"

  # Nothing starts while a secret that it reads is empty: what an app does without is read where it was given.
  app_secrets = { for name, app in var.apps : name => merge(app.secrets, {
    for key, path in app.optional_secrets : key => path if contains(var.optional_secrets, key)
  }) }

  secret_names = toset(concat(
    flatten([for secrets in local.app_secrets : values(secrets)]),
    flatten([for job in var.migrations : values(job.secrets)]),
    ["database-login"],
  ))
}

module "key" {
  source    = "./modules/key"
  name      = local.name
  protected = var.protected
}

module "alarm_topic" {
  source  = "./modules/alarm-topic"
  name    = local.name
  key_arn = module.key.arn
  emails  = var.alarm_emails
}

module "budget" {
  source          = "./modules/budget"
  project         = var.project
  environment     = var.environment
  monthly_usd     = var.monthly_budget_usd
  alarm_topic_arn = module.alarm_topic.arn
}

module "secrets" {
  source    = "./modules/secrets"
  name      = local.name
  key_arn   = module.key.arn
  names     = local.secret_names
  rotations = var.rotations
}

module "network" {
  source    = "./modules/network"
  name      = local.name
  key_arn   = module.key.arn
  zones     = var.zones
  nat       = var.nat
  endpoints = var.endpoints
}

resource "aws_security_group" "functions" {
  name        = "${local.name}-functions"
  description = "Functions in the network; nothing connects to them"
  vpc_id      = module.network.vpc_id
}

# The database brings the rule for its own port.
resource "aws_vpc_security_group_egress_rule" "functions" {
  for_each          = toset(["443"])
  security_group_id = aws_security_group.functions.id
  description       = "AWS APIs and what features need"
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = tonumber(each.key)
  to_port           = tonumber(each.key)
  ip_protocol       = "tcp"
}

module "database" {
  source     = "./modules/database"
  name       = local.name
  vpc_id     = module.network.vpc_id
  subnet_ids = module.network.isolated_subnet_ids

  client_security_group_ids = { functions = aws_security_group.functions.id }

  key_arn         = module.key.arn
  alarm_topic_arn = module.alarm_topic.arn

  proxy_login_secret_arns = [module.secrets.arns["database-login"]]

  instance_class    = var.database_instance_class
  connections_alarm = var.database_connections_alarm
  multi_az          = var.protected
  protected         = var.protected
  backup_days       = var.backup_days
  replicas          = var.database_replicas
}

resource "aws_ecs_cluster" "jobs" {
  name = "${local.name}-jobs"
}

# Started by infra/release-functions.ts before the apps are, one after the other.
module "migration" {
  source      = "./modules/job"
  for_each    = var.migrations
  name        = "${local.name}-migrate-${each.key}"
  image       = "${var.image_registry}/${var.project}-migrate:${var.release}"
  environment = each.value.environment
  secrets     = { for key, name in each.value.secrets : key => module.secrets.arns[name] }
  key_arn     = module.key.arn
}

module "api" {
  source          = "./modules/http-api"
  name            = local.name
  key_arn         = module.key.arn
  alarm_topic_arn = module.alarm_topic.arn
}

module "bus" {
  source = "./modules/message-bus"
  name   = local.name
}

# Which version runs is decided by infra/release-functions.ts; the packages below are only the first ones.
module "function" {
  source           = "./modules/function"
  for_each         = var.apps
  app              = each.key
  environment_name = local.name
  package          = "${var.packages}/${each.key}.zip"
  trigger          = each.value.trigger
  key_arn          = module.key.arn
  alarm_topic_arn  = module.alarm_topic.arn

  api           = { id = module.api.id, execution_arn = module.api.execution_arn }
  paths         = each.value.paths
  topic_arn     = module.bus.arn
  message_types = each.value.message_types

  environment = {
    NODE_ENV          = "production"
    AUTH_ISSUER       = module.api.url
    AUTH_JWKS_URL     = "${module.api.url}/.well-known/jwks.json"
    BROKER_URL        = "sns:${module.bus.arn}"
    RESTARTS          = tostring(var.restarts)
    DATABASE_POOL_MAX = "2"
  }
  secrets = { for key, name in local.app_secrets[each.key] : key => module.secrets.arns[name] }

  subnet_ids         = each.value.in_network ? module.network.private_subnet_ids : []
  security_group_ids = each.value.in_network ? [aws_security_group.functions.id] : []
}
