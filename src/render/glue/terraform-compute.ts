import { hasSettings, lines } from './terraform-blocks.js';
import type { RootShape } from './terraform-shape.js';

/** Module calls of `infra/main.tf` for what apps run on. */

const given = '{ for key in each.value.settings : key => local.settings[key] }';

export function cluster({ egress }: RootShape): string {
  return `module "cluster" {
  source            = "./modules/cluster"
  name              = local.name
  vpc_id            = module.network.vpc_id
  public_subnet_ids = module.network.public_subnet_ids
  certificate_arn   = var.certificate_arn
  egress_ports      = [${egress.join(', ')}]
  protected         = var.protected
  alarm_topic_arn   = module.alarm_topic.arn
}
`;
}

export function services(shape: RootShape): string {
  const policies = shape.objects
    ? `
  task_policies = each.value.uses_objects ? { objects = module.objects.objects_policy } : {}
`
    : '';
  const settings = hasSettings(shape) ? `${given}, ` : '';
  return `# Which image runs is decided by infra/release.ts; the release below is only the first one.
module "service" {
  source           = "./modules/container-service"
  for_each         = var.apps
  app              = each.key
  environment_name = local.name
  image            = "\${var.image_registry}/\${each.key == var.project ? each.key : "\${var.project}-\${each.key}"}:\${var.release}"

  environment = merge(each.value.environment, ${settings}local.auth_environment, {
    AUTH_ISSUER                 = "https://\${var.domain_name}"
    RELEASE                     = var.release
    OTEL_EXPORTER_OTLP_ENDPOINT = var.otlp_endpoint
  })
  secrets = { for key, name in local.app_secrets[each.key] : key => module.secrets.arns[name] }
${policies}
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
`;
}

export function kubernetes({ objects }: RootShape): string {
  const policies = objects
    ? '  pod_policies       = { for name, app in var.apps : name => module.objects.objects_policy if app.uses_objects }\n'
    : '';
  return `# The apps, their secrets and their migrations are deploy/k8s; here is what they run on.
module "kubernetes" {
  source             = "./modules/kubernetes-cluster"
  name               = local.name
  subnet_ids         = module.network.private_subnet_ids
  namespace          = local.name
  administrator_arns = var.administrator_arns
  releaser_arns      = var.releaser_arns
  admin_cidrs        = var.admin_cidrs
  min_nodes          = var.min_count
  max_nodes          = var.max_count
  key_arn            = module.key.arn
${policies}}
`;
}

export function functionClients({ egress }: RootShape): string {
  return `resource "aws_security_group" "functions" {
  name        = "\${local.name}-functions"
  description = "Functions in the network; nothing connects to them"
  vpc_id      = module.network.vpc_id
}

# The database brings the rule for its own port.
resource "aws_vpc_security_group_egress_rule" "functions" {
  for_each          = toset([${egress.map((port) => `"${port}"`).join(', ')}])
  security_group_id = aws_security_group.functions.id
  description       = "AWS APIs and what features need"
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = tonumber(each.key)
  to_port           = tonumber(each.key)
  ip_protocol       = "tcp"
}
`;
}

export const jobCluster = `resource "aws_ecs_cluster" "jobs" {
  name = "\${local.name}-jobs"
}
`;

export const entranceOfFunctions = `module "api" {
  source          = "./modules/http-api"
  name            = local.name
  key_arn         = module.key.arn
  alarm_topic_arn = module.alarm_topic.arn
}

module "bus" {
  source = "./modules/message-bus"
  name   = local.name
}
`;

/** One function a module instance; only those that use PostgreSQL join the network. */
export function functions(shape: RootShape): string {
  const { postgres, tables, objects } = shape;
  const network = `
  subnet_ids         = each.value.in_network ? module.network.private_subnet_ids : []
  security_group_ids = each.value.in_network ? [aws_security_group.functions.id] : []
`;
  const granted = `
  table_arns = [for table in each.value.tables : module.table[table].arn]
`;
  const policies = `
  policies = each.value.uses_objects ? { objects = module.objects.objects_policy } : {}
`;
  const environment = [
    ['NODE_ENV', '"production"'],
    ['AUTH_ISSUER', 'module.api.url'],
    ['AUTH_JWKS_URL', '"${module.api.url}/.well-known/jwks.json"'],
    ['BROKER_URL', '"sns:${module.bus.arn}"'],
    ['RESTARTS', 'tostring(var.restarts)'],
    ...(postgres ? [['DATABASE_POOL_MAX', '"2"'] as const] : []),
    ...(tables ? [['DYNAMODB_TABLE_PREFIX', '"${local.name}-"'] as const] : []),
  ] as const;
  const open = hasSettings(shape) ? `merge(${given}, {` : '{';
  return `# Which version runs is decided by infra/release-functions.ts; the packages below are only the first ones.
module "function" {
  source           = "./modules/function"
  for_each         = var.apps
  app              = each.key
  environment_name = local.name
  package          = "\${var.packages}/\${each.key}.zip"
  trigger          = each.value.trigger
  key_arn          = module.key.arn
  alarm_topic_arn  = module.alarm_topic.arn

  api           = { id = module.api.id, execution_arn = module.api.execution_arn }
  paths         = each.value.paths
  topic_arn     = module.bus.arn
  message_types = each.value.message_types

  environment = ${open}
${lines(environment)}  }${hasSettings(shape) ? ')' : ''}
  secrets = { for key, name in local.app_secrets[each.key] : key => module.secrets.arns[name] }
${postgres ? network : ''}${tables ? granted : ''}${objects ? policies : ''}}
`;
}
