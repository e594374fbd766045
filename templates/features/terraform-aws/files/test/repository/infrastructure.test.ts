import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const infra = join(import.meta.dirname, '../../infra');
const read = (file: string): string => readFileSync(join(infra, file), 'utf8');

/** What a resource must say, whoever uses its module; `infra/check.sh` tries the values. */
const DEMANDS: Readonly<Record<string, readonly RegExp[]>> = {
  aws_db_instance: [/\bstorage_encrypted\s+= true/, /\bpublicly_accessible\s+= false/],
  aws_db_parameter_group: [/"rds\.force_ssl"\s+value = "1"/],
  aws_cloudwatch_log_group: [/\bretention_in_days\s+= /, /\bkms_key_id\s+= /],
  aws_s3_bucket_public_access_block: [
    /\bblock_public_acls\s+= true/,
    /\bblock_public_policy\s+= true/,
    /\bignore_public_acls\s+= true/,
    /\brestrict_public_buckets\s+= true/,
  ],
  // Releases lead the alias to a version; whatever calls a function has to call that.
  aws_lambda_alias: [/\bignore_changes = \[function_version, routing_config\]/],
  aws_lambda_permission: [/\bqualifier\s+= aws_lambda_alias\./],
  aws_lambda_event_source_mapping: [/\bfunction_name\s+= aws_lambda_alias\./],
  aws_cloudwatch_event_target: [/\barn\s+= aws_lambda_alias\./],
  aws_dynamodb_table: [/\bserver_side_encryption \{\s+enabled\s+= true/],
  aws_elasticache_replication_group: [
    /\btransit_encryption_enabled\s+= true/,
    /\bat_rest_encryption_enabled\s+= true/,
  ],
  aws_secretsmanager_secret: [/\bkms_key_id\s+= /],
  aws_kms_key: [/\benable_key_rotation\s+= true/],
};

const resources = globSync('{.,account,modules/*}/*.tf', { cwd: infra }).flatMap((file) =>
  [...read(file).matchAll(/^resource "(\w+)" "(\w+)" \{\n(.*?)^\}/gms)].map(
    ([, type = '', name = '', body = '']) => ({ type, body, at: `${file} ${type}.${name}` }),
  ),
);

test('what holds data is encrypted, closed to the public, and logs are kept for a time', () => {
  const judged = resources.filter(({ type }) => Object.hasOwn(DEMANDS, type));
  assert.ok(judged.length >= 3, 'hardly any resource was found');
  for (const { type, body, at } of judged)
    for (const demand of DEMANDS[type] ?? []) assert.match(body, demand, at);
});

test('listeners that speak TLS speak 1.2 at least', () => {
  for (const { body, at } of resources)
    if (/^ {2}protocol\s+= "HTTPS"/m.test(body)) assert.match(body, /TLS13-1-2|TLS13-1-3/, at);
});

const environments = globSync('environments/*.tfvars', { cwd: infra });

test('every environment is in a region that variables.tf allows', () => {
  const [, block = ''] = /^variable "region" \{\n(.*?)^\}/ms.exec(read('variables.tf')) ?? [];
  const [, allowed = '^[a-z]{2}(-[a-z]+)+-\\d$'] =
    /regex\("([^"]+)", var\.region\)/.exec(block) ?? [];
  assert.ok(environments.length > 0);
  for (const file of environments) {
    const [, region = ''] = /^region\s+= "([^"]+)"/m.exec(read(file)) ?? [];
    assert.match(region, new RegExp(allowed), file);
  }
});

test('databases of prod are backed up for a week at least, and cannot be deleted by mistake', () => {
  const prod = read('environments/prod.tfvars');
  assert.match(prod, /^protected\s+= true/m);
  const [, days] = /^backup_days\s+= (\d+)/m.exec(prod) ?? [];
  if (days !== undefined) assert.ok(Number(days) >= 7, `${days} days`);
});
