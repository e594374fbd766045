locals {
  name = "${var.project}-${var.environment}"

  # Nothing starts while a secret that it reads is empty: what an app does without is read where it was given.
  app_secrets = { for name, app in var.apps : name => merge(app.secrets, {
    for key, path in app.optional_secrets : key => path if contains(var.optional_secrets, key)
  }) }

  secret_names = toset(concat(
    flatten([for secrets in local.app_secrets : values(secrets)]),
    flatten([for job in var.migrations : values(job.secrets)]),
  ))

  # Tokens of an external issuer, where auth is not part of this repo.
  auth_environment = var.auth_jwks_url == null ? {} : { AUTH_JWKS_URL = var.auth_jwks_url }
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

module "database" {
  source     = "./modules/database"
  name       = local.name
  vpc_id     = module.network.vpc_id
  subnet_ids = module.network.isolated_subnet_ids

  client_security_group_ids = { apps = module.cluster.apps_security_group_id }

  key_arn         = module.key.arn
  alarm_topic_arn = module.alarm_topic.arn

  instance_class    = var.database_instance_class
  connections_alarm = var.database_connections_alarm
  multi_az          = var.protected
  protected         = var.protected
  backup_days       = var.backup_days
  replicas          = var.database_replicas
}

module "cluster" {
  source            = "./modules/cluster"
  name              = local.name
  vpc_id            = module.network.vpc_id
  public_subnet_ids = module.network.public_subnet_ids
  certificate_arn   = var.certificate_arn
  egress_ports      = [443]
  protected         = var.protected
  alarm_topic_arn   = module.alarm_topic.arn
}

# Started by infra/release.ts before the apps are, one after the other.
module "migration" {
  source      = "./modules/job"
  for_each    = var.migrations
  name        = "${local.name}-migrate-${each.key}"
  image       = "${var.image_registry}/${var.project}-migrate:${var.release}"
  environment = each.value.environment
  secrets     = { for key, name in each.value.secrets : key => module.secrets.arns[name] }
  key_arn     = module.key.arn
}

# Which image runs is decided by infra/release.ts; the release below is only the first one.
module "service" {
  source           = "./modules/container-service"
  for_each         = var.apps
  app              = each.key
  environment_name = local.name
  image            = "${var.image_registry}/${each.key == var.project ? each.key : "${var.project}-${each.key}"}:${var.release}"

  environment = merge(each.value.environment, local.auth_environment, {
    AUTH_ISSUER                 = "https://${var.domain_name}"
    RELEASE                     = var.release
    OTEL_EXPORTER_OTLP_ENDPOINT = var.otlp_endpoint
  })
  secrets = { for key, name in local.app_secrets[each.key] : key => module.secrets.arns[name] }

  cluster_arn          = module.cluster.cluster_arn
  cluster_name         = module.cluster.cluster_name
  namespace_arn        = module.cluster.namespace_arn
  vpc_id               = module.network.vpc_id
  subnet_ids           = module.network.private_subnet_ids
  security_group_id    = module.cluster.apps_security_group_id
  public               = each.value.public
  listener_arn         = module.cluster.https_listener_arn
  load_balancer_suffix = module.cluster.load_balancer_suffix
  min_count            = var.min_count
  max_count            = var.max_count
  key_arn              = module.key.arn
  alarm_topic_arn      = module.alarm_topic.arn
}
