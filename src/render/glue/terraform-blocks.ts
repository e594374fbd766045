import { aligned } from './hcl.js';
import type { RootShape } from './terraform-shape.js';

/** Module calls of `infra/main.tf` that do not depend on what apps run on. */

/** Names that the blocks below share. */
export function names(shape: RootShape): string {
  const { compute, postgres, settings } = shape;
  const secrets = [
    'flatten([for secrets in local.app_secrets : values(secrets)])',
    ...(postgres ? ['flatten([for job in var.migrations : values(job.secrets)])'] : []),
    ...(postgres && compute === 'functions' ? ['["database-login"]'] : []),
  ];
  const external =
    compute === 'ecs'
      ? `
  # Tokens of an external issuer, where auth is not part of this repo.
  auth_environment = var.auth_jwks_url == null ? {} : { AUTH_JWKS_URL = var.auth_jwks_url }
`
      : '';
  return `locals {
  name = "\${var.project}-\${var.environment}"

  # Nothing starts while a secret that it reads is empty: what an app does without is read where it was given.
  app_secrets = { for name, app in var.apps : name => merge(app.secrets, {
    for key, path in app.optional_secrets : key => path if contains(var.optional_secrets, key)
  }) }

  secret_names = toset(concat(
${secrets.map((line) => `    ${line},\n`).join('')}  ))
${external}${compute === 'eks' ? '' : settingValues(shape, Object.keys(settings).length > 0)}}
`;
}

/** What features read and is no secret: from the environment's file, or known from here. */
function settingValues({ objects }: RootShape, given: boolean): string {
  if (!objects && !given) return '';
  const known = '{ S3_BUCKET = module.objects.name }';
  const value = !objects ? 'var.settings' : given ? `merge(var.settings, ${known})` : known;
  return `
  settings = ${value}
`;
}

/** True where `local.settings` exists. */
export function hasSettings({ objects, settings }: RootShape): boolean {
  return objects || Object.keys(settings).length > 0;
}

export const key = `module "key" {
  source    = "./modules/key"
  name      = local.name
  protected = var.protected
}
`;

export const watching = `module "alarm_topic" {
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
`;

export const network = `module "network" {
  source    = "./modules/network"
  name      = local.name
  key_arn   = module.key.arn
  zones     = var.zones
  nat       = var.nat
  endpoints = var.endpoints
}
`;

export const secrets = `module "secrets" {
  source    = "./modules/secrets"
  name      = local.name
  key_arn   = module.key.arn
  names     = local.secret_names
  rotations = var.rotations
}
`;

const CLIENTS = {
  ecs: '{ apps = module.cluster.apps_security_group_id }',
  eks: '{ nodes = module.kubernetes.nodes_security_group_id }',
  functions: '{ functions = aws_security_group.functions.id }',
} as const;

/** What stands in the isolated subnets and is reached by apps only. */
function inside(module: string, { compute }: RootShape): string {
  return `  source     = "./modules/${module}"
  name       = local.name
  vpc_id     = module.network.vpc_id
  subnet_ids = module.network.isolated_subnet_ids

  client_security_group_ids = ${CLIENTS[compute]}

  key_arn         = module.key.arn
  alarm_topic_arn = module.alarm_topic.arn
`;
}

export function database(shape: RootShape): string {
  const login =
    shape.compute === 'functions'
      ? '\n  proxy_login_secret_arns = [module.secrets.arns["database-login"]]\n'
      : '';
  return `module "database" {
${inside('database', shape)}${login}
  instance_class    = var.database_instance_class
  connections_alarm = var.database_connections_alarm
  multi_az          = var.protected
  protected         = var.protected
  backup_days       = var.backup_days
  replicas          = var.database_replicas
}
`;
}

export function broker(shape: RootShape): string {
  return `module "broker" {
${inside('broker', shape)}
  url_secret_arn = module.secrets.arns["BROKER_URL"]
  login_password = var.kafka_password
  login_version  = var.kafka_login_version
}
`;
}

export function cache(shape: RootShape): string {
  return `module "cache" {
${inside('cache', shape)}
  replicated = var.protected
}
`;
}

export const objects = `module "objects" {
  source    = "./modules/private-bucket"
  name      = var.objects_bucket
  key_arn   = module.key.arn
  protected = var.protected
  origins   = var.objects_origins
}
`;

export const mail = `module "email" {
  source          = "./modules/email"
  name            = local.name
  domain          = var.mail_domain
  alarm_topic_arn = module.alarm_topic.arn
}
`;

export function migrations({ compute }: RootShape): string {
  const script = compute === 'functions' ? 'release-functions.ts' : 'release.ts';
  return `# Started by infra/${script} before the apps are, one after the other.
module "migration" {
  source      = "./modules/job"
  for_each    = var.migrations
  name        = "\${local.name}-migrate-\${each.key}"
  image       = "\${var.image_registry}/\${var.project}-migrate:\${var.release}"
  environment = each.value.environment
  secrets     = { for key, name in each.value.secrets : key => module.secrets.arns[name] }
  key_arn     = module.key.arn
}
`;
}

export const tables = `module "table" {
  source    = "./modules/table"
  for_each  = toset(var.tables)
  name      = "\${local.name}-\${each.key}"
  protected = var.protected
}
`;

/** With what no variable can check by itself. */
function appNames(from: string): string {
  return `output "apps" {
  value = keys(${from})

  precondition {
    condition     = length(setsubtract(var.optional_secrets, flatten([for app in var.apps : keys(app.optional_secrets)]))) == 0
    error_message = "optional_secrets names a secret that no app reads."
  }
}
`;
}

/** What a deployment needs to know after an apply. */
export function outputs(shape: RootShape): string {
  const { compute } = shape;
  const output = (name: string, value: string) => `output "${name}" {\n  value = ${value}\n}\n`;
  const apps = {
    ecs: [
      appNames('module.service'),
      output('load_balancer_dns_name', 'module.cluster.load_balancer_dns_name'),
    ],
    eks: [appNames('var.apps'), output('cluster_name', 'module.kubernetes.name')],
    functions: [appNames('module.function'), output('url', 'module.api.url')],
  }[compute];
  return [...apps, ...stores(shape, output)].join('\n');
}

function stores(
  { compute, postgres, kafka, cache, objects, mail }: RootShape,
  output: (name: string, value: string) => string,
): readonly string[] {
  const tasks = '{ for name, job in module.migration : name => job.task_definition_arn }';
  return [
    ...(postgres && compute !== 'eks' ? [output('migrations', tasks)] : []),
    ...(postgres
      ? [
          output('database_address', 'module.database.address'),
          output('database_instance_address', 'module.database.instance_address'),
          output('database_replica_addresses', 'module.database.replica_addresses'),
          output('database_owner_secret_arn', 'module.database.owner_secret_arn'),
        ]
      : []),
    ...(kafka ? [output('bootstrap_brokers', 'module.broker.bootstrap_brokers')] : []),
    ...(cache
      ? [
          output('cache_address', 'module.cache.address'),
          output('cache_user_id', 'module.cache.user_id'),
        ]
      : []),
    ...(objects ? [output('objects_bucket', 'module.objects.name')] : []),
    ...(mail ? [output('mail_dkim_tokens', 'module.email.dkim_tokens')] : []),
  ];
}

/** Lines of a map, one below the other. */
export function lines(values: readonly (readonly [string, string])[]): string {
  return aligned(values, '    ');
}
