import { aligned } from './hcl.js';
import { hasNetwork, hasRelease, type RootShape } from './terraform-shape.js';

const account = 'eu-central-1:123456789012';

/** Kinds whose ARN another resource checks the form of. */
const ARNS: Readonly<Record<string, string>> = {
  aws_iam_role: 'arn:aws:iam::123456789012:role/test',
  aws_cloudwatch_log_group: `arn:aws:logs:${account}:log-group:test`,
  aws_lambda_alias: `arn:aws:lambda:${account}:function:test:live`,
  aws_ecs_cluster: `arn:aws:ecs:${account}:cluster/test`,
  aws_ecs_task_definition: `arn:aws:ecs:${account}:task-definition/test:1`,
  aws_lb: `arn:aws:elasticloadbalancing:${account}:loadbalancer/app/test/1`,
  aws_lb_listener: `arn:aws:elasticloadbalancing:${account}:listener/app/test/1/2`,
  aws_lb_target_group: `arn:aws:elasticloadbalancing:${account}:targetgroup/test/1`,
  aws_service_discovery_http_namespace: `arn:aws:servicediscovery:${account}:namespace/ns-1`,
  aws_secretsmanager_secret: `arn:aws:secretsmanager:${account}:secret:test`,
  aws_kms_key: `arn:aws:kms:${account}:key/11111111-2222-3333-4444-555555555555`,
  aws_msk_configuration: `arn:aws:kafka:${account}:configuration/test/1`,
  aws_msk_cluster: `arn:aws:kafka:${account}:cluster/test/1`,
  aws_sqs_queue: `arn:aws:sqs:${account}:test`,
  aws_sns_topic: `arn:aws:sns:${account}:test`,
  aws_cloudwatch_event_rule: `arn:aws:events:${account}:rule/test`,
  aws_s3_bucket: 'arn:aws:s3:::shop-test-objects',
  aws_dynamodb_table: `arn:aws:dynamodb:${account}:table/test`,
};

const withMoreThanAnArn = `  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[]}" }
  }
  mock_resource "aws_apigatewayv2_api" {
    defaults = {
      api_endpoint  = "https://api1.execute-api.eu-central-1.amazonaws.com"
      execution_arn = "arn:aws:execute-api:${account}:api1"
    }
  }
  mock_resource "aws_lambda_function" {
    defaults = {
      arn        = "arn:aws:lambda:${account}:function:test"
      invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:${account}:function:test/invocations"
    }
  }
  mock_resource "aws_launch_template" {
    defaults = { id = "lt-0123456789abcdef0", latest_version = 1 }
  }
  mock_resource "aws_db_proxy_default_target_group" {
    defaults = { name = "default" }
  }
  mock_resource "aws_db_instance" {
    defaults = {
      master_user_secret = [{ kms_key_id = "key", secret_arn = "arn:aws:secretsmanager:${account}:secret:owner", secret_status = "active" }]
    }
  }
`;

const arns = Object.entries(ARNS).map(
  ([kind, arn]) => `  mock_resource "${kind}" {\n    defaults = { arn = "${arn}" }\n  }\n`,
);

/** A provider that answers without an account. */
export const mocks = `mock_provider "aws" {\n${withMoreThanAnArn}${arns.join('')}}\n`;

function values(shape: RootShape): readonly (readonly (readonly [string, string])[])[] {
  const { compute, postgres, kafka, objects, mail } = shape;
  const entrance = [
    ['domain_name', '"shop.example.com"'],
    ['certificate_arn', `"arn:aws:acm:${account}:certificate/1"`],
  ] as const;
  const counts = [
    ['min_count', '1'],
    ['max_count', '2'],
  ] as const;
  const roles = [['administrator_arns', '["arn:aws:iam::123456789012:role/platform"]']] as const;
  const network = [
    ['zones', '2'],
    ['nat', '"one"'],
  ] as const;
  const database = [
    ['database_instance_class', '"db.t4g.micro"'],
    ['database_connections_alarm', '56'],
    ['backup_days', '1'],
  ] as const;
  const features = [
    ...(objects ? [['objects_bucket', '"shop-test-objects"'] as const] : []),
    ...(mail ? [['mail_domain', '"shop.example.com"'] as const] : []),
    ...(kafka ? [['kafka_password', '"0123456789abcdef0123456789abcdef"'] as const] : []),
  ];
  return [
    [
      ['environment', '"test"'],
      ['region', '"eu-central-1"'],
      ['protected', 'true'],
      ['alarm_emails', '["ops@example.com"]'],
      ['monthly_budget_usd', '100'],
    ],
    ...(hasRelease(shape)
      ? [[['release', '"1.2.3"']] as const, [['image_registry', '"registry.example.com"']] as const]
      : []),
    ...(compute === 'ecs' ? [[...entrance, ...counts]] : []),
    ...(compute === 'eks' ? [[...roles, ...counts]] : []),
    ...(hasNetwork(shape) ? [network] : []),
    ...(postgres ? [database] : []),
    ...(features.length > 0 ? [features] : []),
  ];
}

function settings({ settings: given, compute }: RootShape): string {
  const entries = compute === 'eks' ? [] : Object.entries(given);
  if (entries.length === 0) return '';
  const one = entries.map(([key, example]) => [key, JSON.stringify(example)] as const);
  return `\n  settings = {\n${aligned(one, '    ')}  }\n`;
}

/** The first of the secrets that an app does without stands for all. */
function optionalSecrets({ optionalSecrets: [key], compute }: RootShape): string {
  if (key === undefined) return '';
  const reached =
    compute === 'ecs'
      ? ` && anytrue([for one in module.service : contains(one.secret_names, "${key}")])`
      : '';
  return `
run "a_secret_that_apps_do_without_is_read_where_it_is_named" {
  command = apply

  variables {
    optional_secrets = ["${key}"]
  }

  assert {
    condition     = contains(keys(module.secrets.arns), "${key}")${reached}
    error_message = "It must reach the apps that read it, from Secrets Manager."
  }
}

run "nothing_waits_for_a_secret_that_nobody_named" {
  command = apply

  assert {
    condition     = alltrue([for app in var.apps : length(setintersection(keys(module.secrets.arns), values(app.optional_secrets))) == 0])
    error_message = "Nothing starts while a secret that it reads is empty."
  }
}

run "a_secret_that_no_app_reads_is_refused" {
  command = plan

  variables {
    optional_secrets = ["NOBODY_READS_THIS"]
  }

  expect_failures = [output.apps]
}
`;
}

const floating = `
run "a_floating_release_is_refused" {
  command = plan

  variables {
    release = "latest"
  }

  expect_failures = [var.release]
}
`;

/** `infra/tests/root.tftest.hcl`: every app of the blueprint is deployed, from the data file. */
export function rootTests(shape: RootShape): string {
  const blocks = values(shape).map((block) => aligned(block, '  '));
  return `variables {
${blocks.join('\n')}${settings(shape)}}

run "every_app_is_deployed" {
  command = apply

  assert {
    condition     = toset(output.apps) == toset(keys(var.apps))
    error_message = "An app of terraform.tfvars.json is missing."
  }
}

run "every_secret_that_an_app_reads_exists" {
  command = apply

  assert {
    condition     = alltrue(flatten([for app in var.apps : [for name in values(app.secrets) : contains(keys(module.secrets.arns), name)]]))
    error_message = "An app could not start without its secret."
  }
}

run "an_environment_with_a_long_name_is_refused" {
  command = plan

  variables {
    environment = "production"
  }

  expect_failures = [var.environment]
}
${hasRelease(shape) ? floating : ''}${optionalSecrets(shape)}`;
}
