import { aligned } from './hcl.js';

/** Module calls of `infra/main.tf`; which of them appear is decided in terraform.ts. */

/** What the root is made of; decides which variables, outputs and tests it has. */
export interface RootShape {
  readonly kind: 'processes' | 'functions';
  readonly postgres: boolean;
  readonly tables: boolean;
  readonly kafka: boolean;
}

/** Names that the blocks below share. */
export function names({ kind, postgres }: RootShape): string {
  const secrets = [
    'flatten([for app in var.apps : values(app.secrets)])',
    ...(postgres ? ['flatten([for job in var.migrations : values(job.secrets)])'] : []),
    ...(postgres && kind === 'functions' ? ['["database-login"]'] : []),
  ];
  const external =
    kind === 'processes'
      ? `
  # Tokens of an external issuer, where auth is not part of this repo.
  auth_environment = var.auth_jwks_url == null ? {} : { AUTH_JWKS_URL = var.auth_jwks_url }
`
      : '';
  return `locals {
  name = "\${var.project}-\${var.environment}"

  secret_names = toset(concat(
${secrets.map((line) => `    ${line},\n`).join('')}  ))
${external}}
`;
}

export const network = `module "network" {
  source       = "./modules/network"
  name         = local.name
  zones        = var.zones
  nat_per_zone = var.nat_per_zone
}
`;

export const secrets = `module "secrets" {
  source = "./modules/secrets"
  name   = local.name
  names  = local.secret_names
}
`;

const databaseSizes = `  instance_class = var.database_instance_class
  multi_az       = var.protected
  protected      = var.protected
  backup_days    = var.backup_days
`;

export const database = `module "database" {
  source     = "./modules/database"
  name       = local.name
  vpc_id     = module.network.vpc_id
  subnet_ids = module.network.isolated_subnet_ids

  client_security_group_ids = { apps = module.cluster.apps_security_group_id }

${databaseSizes}}
`;

export const broker = `module "broker" {
  source     = "./modules/broker"
  name       = local.name
  vpc_id     = module.network.vpc_id
  subnet_ids = module.network.isolated_subnet_ids

  client_security_group_ids = { apps = module.cluster.apps_security_group_id }

  url_secret_arn = module.secrets.arns["BROKER_URL"]
  login_password = var.kafka_password
  login_version  = var.kafka_login_version
}
`;

export const cluster = `module "cluster" {
  source            = "./modules/cluster"
  name              = local.name
  vpc_id            = module.network.vpc_id
  public_subnet_ids = module.network.public_subnet_ids
  certificate_arn   = var.certificate_arn
  protected         = var.protected
}
`;

export const migrations = `# Run before a release, one after the other: aws ecs run-task --task-definition <name>
module "migration" {
  source      = "./modules/job"
  for_each    = var.migrations
  name        = "\${local.name}-migrate-\${each.key}"
  image       = "\${var.image_registry}/\${var.project}-migrate:\${var.release}"
  environment = each.value.environment
  secrets     = { for key, name in each.value.secrets : key => module.secrets.arns[name] }
}
`;

export const services = `module "service" {
  source           = "./modules/container-service"
  for_each         = var.apps
  app              = each.key
  environment_name = local.name
  image            = "\${var.image_registry}/\${each.key == var.project ? each.key : "\${var.project}-\${each.key}"}:\${var.release}"

  environment = merge(each.value.environment, local.auth_environment, {
    AUTH_ISSUER = "https://\${var.domain_name}"
    RELEASE     = var.release
  })
  secrets = { for key, name in each.value.secrets : key => module.secrets.arns[name] }

  cluster_arn       = module.cluster.cluster_arn
  cluster_name      = module.cluster.cluster_name
  namespace_arn     = module.cluster.namespace_arn
  vpc_id            = module.network.vpc_id
  subnet_ids        = module.network.private_subnet_ids
  security_group_id = module.cluster.apps_security_group_id
  public            = each.value.public
  listener_arn      = module.cluster.https_listener_arn
  min_count         = var.min_count
  max_count         = var.max_count
}
`;

export const functionClients = `resource "aws_security_group" "functions" {
  name        = "\${local.name}-functions"
  description = "Functions in the network; nothing connects to them"
  vpc_id      = module.network.vpc_id
}

resource "aws_vpc_security_group_egress_rule" "functions" {
  security_group_id = aws_security_group.functions.id
  description       = "Database and AWS APIs"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
`;

export const proxiedDatabase = `module "database" {
  source     = "./modules/database"
  name       = local.name
  vpc_id     = module.network.vpc_id
  subnet_ids = module.network.isolated_subnet_ids

  client_security_group_ids = { functions = aws_security_group.functions.id }
  proxy_login_secret_arns   = [module.secrets.arns["database-login"]]

${databaseSizes}}
`;

export const jobCluster = `resource "aws_ecs_cluster" "jobs" {
  name = "\${local.name}-jobs"
}
`;

export const tables = `module "table" {
  source    = "./modules/table"
  for_each  = toset(var.tables)
  name      = "\${local.name}-\${each.key}"
  protected = var.protected
}
`;

export const entranceOfFunctions = `module "api" {
  source = "./modules/http-api"
  name   = local.name
}

module "bus" {
  source = "./modules/message-bus"
  name   = local.name
}
`;

/** One function a module instance; only those that use PostgreSQL join the network. */
export function functions({ postgres, tables }: RootShape): string {
  const network = `
  subnet_ids         = each.value.in_network ? module.network.private_subnet_ids : []
  security_group_ids = each.value.in_network ? [aws_security_group.functions.id] : []
`;
  const granted = `
  table_arns = [for table in each.value.tables : module.table[table].arn]
`;
  const environment = [
    ['NODE_ENV', '"production"'],
    ['RELEASE', 'var.release'],
    ['AUTH_ISSUER', 'module.api.url'],
    ['AUTH_JWKS_URL', '"${module.api.url}/.well-known/jwks.json"'],
    ['BROKER_URL', '"sns:${module.bus.arn}"'],
    ...(postgres ? [['DATABASE_POOL_MAX', '"2"'] as const] : []),
    ...(tables ? [['DYNAMODB_TABLE_PREFIX', '"${local.name}-"'] as const] : []),
  ] as const;
  return `module "function" {
  source           = "./modules/function"
  for_each         = var.apps
  app              = each.key
  environment_name = local.name
  package          = "\${var.packages}/\${each.key}.zip"
  trigger          = each.value.trigger

  api           = { id = module.api.id, execution_arn = module.api.execution_arn }
  paths         = each.value.paths
  topic_arn     = module.bus.arn
  message_types = each.value.message_types

  environment = {
${aligned(environment, '    ')}  }
  secrets = { for key, name in each.value.secrets : key => module.secrets.arns[name] }
${postgres ? network : ''}${tables ? granted : ''}}
`;
}

/** What a deployment needs to know after an apply. */
export function outputs({ kind, postgres, kafka }: RootShape): string {
  const url =
    kind === 'processes'
      ? 'output "load_balancer_dns_name" {\n  value = module.cluster.load_balancer_dns_name\n}\n'
      : 'output "url" {\n  value = module.api.url\n}\n';
  const migrations =
    'output "migrations" {\n  value = { for name, job in module.migration : name => job.task_definition_arn }\n}\n';
  const owner =
    'output "database_address" {\n  value = module.database.address\n}\n\noutput "database_instance_address" {\n  value = module.database.instance_address\n}\n\noutput "database_owner_secret_arn" {\n  value = module.database.owner_secret_arn\n}\n';
  const brokers = 'output "bootstrap_brokers" {\n  value = module.broker.bootstrap_brokers\n}\n';
  const apps = `output "apps" {\n  value = keys(module.${kind === 'processes' ? 'service' : 'function'})\n}\n`;
  return [apps, url, ...(postgres ? [migrations, owner] : []), ...(kafka ? [brokers] : [])].join(
    '\n',
  );
}
