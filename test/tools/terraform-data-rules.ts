import { at, isRecord, list } from './finding.js';
import { broken, isPinned, type Rule } from './k8s-pods.js';
import { block, type Resource } from './terraform-resources.js';

const SECRET =
  /^(?!.*_SECRET_ARN$).*(?:PASSWORD|SECRET|TOKEN|_JWK$|(?:^|_)(?:DATABASE|REDIS|SMTP)_URL$)/;

function ownKey(values: Resource['values'], key: string): Rule {
  return [String(values[key] ?? '').includes('kms'), `it is not encrypted with our key (${key})`];
}

function databaseRules({ values }: Resource, all: readonly Resource[]): readonly Rule[] {
  const replica = typeof values['replicate_source_db'] === 'string';
  const group = all.find(
    ({ type, values: own }) =>
      type === 'aws_db_parameter_group' &&
      [own['name'], own['id']].includes(values['parameter_group_name']),
  );
  const forced = list(group?.values['parameter']).some(
    (one) => at(one, 'name') === 'rds.force_ssl' && at(one, 'value') === '1',
  );
  const source: readonly Rule[] = [
    ownKey(values, 'kms_key_id'),
    [values['manage_master_user_password'] === true, 'its password is kept by Terraform'],
    [values['deletion_protection'] === true, 'it may be deleted by mistake'],
    [Number(values['backup_retention_period']) >= 1, 'it has no backups'],
    [values['multi_az'] === true, 'it is lost with its zone'],
  ];
  return [
    [values['publicly_accessible'] === false, 'it has a public address'],
    [values['storage_encrypted'] === true, 'its storage is not encrypted'],
    [forced, 'it accepts connections without TLS'],
    [values['performance_insights_enabled'] === true, 'nobody sees which statement is slow'],
    ...(replica ? [] : source),
  ];
}

function bucketRules({ values }: Resource, all: readonly Resource[]): readonly Rule[] {
  const beside = (type: string) =>
    all.find((one) => one.type === type && one.values['bucket'] === values['id']);
  const locks = [
    'block_public_acls',
    'block_public_policy',
    'ignore_public_acls',
    'restrict_public_buckets',
  ];
  const lockOf = beside('aws_s3_bucket_public_access_block');
  return [
    [locks.every((lock) => lockOf?.values[lock] === true), 'it can be made public'],
    [beside('aws_s3_bucket_policy') !== undefined, 'it answers without TLS'],
    [
      at(
        block(beside('aws_s3_bucket_versioning')?.values, 'versioning_configuration'),
        'status',
      ) === 'Enabled',
      'what is deleted is gone',
    ],
    [
      beside('aws_s3_bucket_server_side_encryption_configuration') !== undefined,
      'it is not encrypted with our key',
    ],
    [values['force_destroy'] !== true, 'it may be deleted with what it holds'],
  ];
}

function containerRules(container: unknown): readonly Rule[] {
  const open = list(at(container, 'environment')).filter((one) =>
    SECRET.test(String(at(one, 'name'))),
  );
  const image = String(at(container, 'image'));
  return [
    [at(container, 'readonlyRootFilesystem') === true, 'its file system is writable'],
    [/^[1-9]/.test(String(at(container, 'user'))), 'it runs as root'],
    [at(container, 'privileged') !== true, 'it is privileged'],
    [
      list(at(container, 'linuxParameters', 'capabilities', 'drop')).includes('ALL'),
      'it keeps capabilities',
    ],
    [open.length === 0, `${open.map((one) => String(at(one, 'name'))).join(', ')} can be read`],
    [isPinned(image), `image ${image} has no version`],
    [at(container, 'logConfiguration') !== undefined, 'what it says is lost'],
  ];
}

type Rules = (resource: Resource, all: readonly Resource[]) => readonly Rule[];

const RULES: Readonly<Record<string, Rules>> = {
  aws_db_instance: databaseRules,
  aws_s3_bucket: bucketRules,
  aws_ecs_task_definition: ({ values }) => {
    const containers: unknown = JSON.parse(String(values['container_definitions']));
    return list(containers).flatMap(containerRules);
  },
  aws_cloudwatch_log_group: ({ values }) => [
    [Number(values['retention_in_days']) > 0, 'it is kept for ever'],
    ownKey(values, 'kms_key_id'),
  ],
  aws_ecr_repository: ({ values }) => [
    [values['image_tag_mutability'] === 'IMMUTABLE', 'a tag may change what it means'],
    [
      at(block(values, 'image_scanning_configuration'), 'scan_on_push') === true,
      'images are not scanned',
    ],
  ],
  aws_sns_topic: ({ values }) => [
    [typeof values['kms_master_key_id'] === 'string', 'it is not encrypted'],
  ],
  aws_sqs_queue: ({ values }) => [
    [
      values['sqs_managed_sse_enabled'] === true || typeof values['kms_master_key_id'] === 'string',
      'it is not encrypted',
    ],
    [
      String(values['name']).endsWith('-dead') ||
        String(values['redrive_policy']).includes('deadLetter'),
      'a message that fails is lost, or comes for ever',
    ],
  ],
  aws_kms_key: ({ values }) => [[values['enable_key_rotation'] === true, 'it never rotates']],
  aws_secretsmanager_secret: ({ values }) => [ownKey(values, 'kms_key_id')],
  aws_secretsmanager_secret_version: ({ values }) => [
    [typeof values['secret_string'] !== 'string', 'its value stands in the state'],
  ],
  aws_cloudwatch_metric_alarm: ({ values }) => [
    [list(values['alarm_actions']).length > 0, 'nobody hears it'],
    [typeof values['alarm_description'] === 'string', 'nobody knows what it means'],
  ],
  aws_elasticache_replication_group: ({ values }) => [
    [values['transit_encryption_enabled'] === true, 'it talks in clear'],
    [String(values['at_rest_encryption_enabled']) === 'true', 'it is not encrypted'],
    [list(values['user_group_ids']).length > 0, 'nobody has to log in'],
  ],
  aws_msk_cluster: ({ values }) => [
    [
      at(block(values, 'encryption_info', 'encryption_in_transit'), 'client_broker') === 'TLS',
      'it talks in clear',
    ],
    [
      at(block(values, 'client_authentication'), 'unauthenticated') === false,
      'nobody has to log in',
    ],
  ],
  aws_dynamodb_table: ({ values }) => [
    [at(block(values, 'point_in_time_recovery'), 'enabled') === true, 'it cannot be restored'],
    [at(block(values, 'server_side_encryption'), 'enabled') === true, 'it is not encrypted'],
    [values['deletion_protection_enabled'] === true, 'it may be deleted by mistake'],
  ],
  aws_lambda_function: ({ values }) => {
    const variables = at(block(values, 'environment'), 'variables');
    const open = Object.keys(isRecord(variables) ? variables : {}).filter((key) =>
      SECRET.test(key),
    );
    return [
      ownKey(values, 'kms_key_arn'),
      [Number(values['reserved_concurrent_executions']) > 0, 'it may starve the others'],
      [open.length === 0, `${open.join(', ')} can be read`],
    ];
  },
};

/** How data is kept, and what is known about it. */
export function dataFaults(resource: Resource, all: readonly Resource[]): readonly string[] {
  return broken(RULES[resource.type]?.(resource, all) ?? []);
}
