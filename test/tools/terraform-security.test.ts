import { describe, expect, it } from 'vitest';
import { type Resource, resourcesOf, stateOf } from './terraform-resources.js';
import { securityFindings } from './terraform-security.js';

type Values = Readonly<Record<string, unknown>>;

const KEY = 'arn:aws:kms:eu-central-1:123456789012:key/1';
const one = (type: string, values: Values): Resource => ({ address: `${type}.a`, type, values });
const subnet = (kind: string): Resource =>
  one('aws_subnet', { id: kind, tags: { Name: `shop-test-${kind}-a` } });

const statement = (values: Values): Values => ({
  statement: [
    { effect: 'Allow', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::a/*'], ...values },
  ],
});
const principal = (...identifiers: string[]) => [{ type: 'AWS', identifiers }];
const subject = (test: string, ...values: string[]) => [{ test, variable: 'issuer:sub', values }];
const WEB_IDENTITY = {
  actions: ['sts:AssumeRoleWithWebIdentity'],
  resources: [],
  principals: [{ type: 'Federated', identifiers: ['arn'] }],
};

const DATABASE = {
  publicly_accessible: false,
  storage_encrypted: true,
  kms_key_id: KEY,
  manage_master_user_password: true,
  deletion_protection: true,
  backup_retention_period: 7,
  multi_az: true,
  performance_insights_enabled: true,
  parameter_group_name: 'parameters',
};
const FORCED = one('aws_db_parameter_group', {
  name: 'parameters',
  parameter: [{ name: 'rds.force_ssl', value: '1' }],
});

const CONTAINER = {
  image: 'shop:1.2.3',
  user: '1000:1000',
  readonlyRootFilesystem: true,
  linuxParameters: { capabilities: { drop: ['ALL'] } },
  environment: [{ name: 'PORT', value: '3000' }],
  logConfiguration: { logDriver: 'awslogs' },
};
const task = (values: Values): Values => ({
  container_definitions: JSON.stringify([{ ...CONTAINER, ...values }]),
});

const BALANCER = one('aws_security_group', { id: 'sg-1', name: 'shop-test-load-balancer' });
const BUCKET = [
  one('aws_s3_bucket_public_access_block', {
    bucket: 'b',
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  }),
  one('aws_s3_bucket_policy', { bucket: 'b' }),
  one('aws_s3_bucket_versioning', {
    bucket: 'b',
    versioning_configuration: [{ status: 'Enabled' }],
  }),
  one('aws_s3_bucket_server_side_encryption_configuration', { bucket: 'b' }),
];

interface Planted {
  readonly type: string;
  readonly good: Values;
  /** What is changed, and what is then said. */
  readonly bad: readonly (readonly [change: Values, what: string])[];
  readonly beside?: readonly Resource[];
}

const PLANTED: readonly Planted[] = [
  {
    type: 'data.aws_iam_policy_document',
    good: statement({}),
    bad: [
      [statement({ actions: ['*'] }), 'allows *'],
      [statement({ actions: ['s3:*'] }), 'allows s3:*'],
      [statement({ resources: ['*'] }), 'allows s3:GetObject on everything'],
      [statement({ principals: principal('*') }), 'trusts everybody'],
      [statement({ ...WEB_IDENTITY }), 'lets more than one repository'],
      [
        statement({ ...WEB_IDENTITY, condition: subject('StringLike', 'repo:acme/*') }),
        'lets more than one repository',
      ],
    ],
  },
  {
    type: 'aws_vpc_security_group_ingress_rule',
    good: {
      security_group_id: 'sg-1',
      cidr_ipv4: '0.0.0.0/0',
      from_port: 443,
      to_port: 443,
      ip_protocol: 'tcp',
    },
    bad: [
      [{ from_port: 22, to_port: 22 }, 'everybody may connect'],
      [{ security_group_id: 'sg-2' }, 'everybody may connect'],
      [{ ip_protocol: '-1' }, 'every port is open'],
    ],
    beside: [BALANCER],
  },
  {
    type: 'aws_vpc_security_group_egress_rule',
    good: { ip_protocol: 'tcp' },
    bad: [[{ ip_protocol: '-1' }, 'anything may be reached']],
  },
  {
    type: 'aws_security_group',
    good: { ingress: [] },
    bad: [[{ ingress: [{ from_port: 22 }] }, 'rules are written inside the group']],
  },
  {
    type: 'aws_subnet',
    good: { map_public_ip_on_launch: false },
    bad: [[{ map_public_ip_on_launch: true }, 'whatever starts gets a public address']],
  },
  ...['aws_db_subnet_group', 'aws_elasticache_subnet_group'].map((type) => ({
    type,
    good: { subnet_ids: ['isolated'] },
    bad: [
      [{ subnet_ids: ['isolated', 'public'] }, 'it stands in a subnet with a way'] as const,
      [{ subnet_ids: [] }, 'it stands in a subnet with a way'] as const,
    ],
    beside: [subnet('isolated'), subnet('public')],
  })),
  {
    type: 'aws_lb',
    good: { drop_invalid_header_fields: true, enable_deletion_protection: true },
    bad: [
      [{ drop_invalid_header_fields: false }, 'malformed headers'],
      [{ enable_deletion_protection: false }, 'it may be deleted'],
    ],
  },
  {
    type: 'aws_lb_listener',
    good: { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
    bad: [
      [{ ssl_policy: 'ELBSecurityPolicy-2016-08' }, 'requests are served without modern TLS'],
      [{ protocol: 'HTTP', default_action: [{ type: 'forward' }] }, 'requests are served without'],
    ],
  },
  {
    type: 'aws_ecs_service',
    good: {
      network_configuration: [{ assign_public_ip: false }],
      deployment_circuit_breaker: [{ rollback: true }],
    },
    bad: [
      [{ network_configuration: [{ assign_public_ip: true }] }, 'tasks have public addresses'],
      [{ deployment_circuit_breaker: [] }, 'a release that fails stays'],
    ],
  },
  {
    type: 'aws_eks_cluster',
    good: {
      vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ['203.0.113.0/24'] }],
      enabled_cluster_log_types: ['audit'],
      encryption_config: [{}],
      access_config: [{ bootstrap_cluster_creator_admin_permissions: false }],
    },
    bad: [
      [
        { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ['0.0.0.0/0'] }] },
        'everybody may reach its API',
      ],
      [{ enabled_cluster_log_types: ['api'] }, 'nobody knows who did what'],
      [{ encryption_config: [] }, 'secrets are not encrypted'],
      [{ access_config: [] }, 'who made it administers it for ever'],
    ],
  },
  {
    type: 'aws_launch_template',
    good: { metadata_options: [{ http_tokens: 'required' }] },
    bad: [[{ metadata_options: [{ http_tokens: 'optional' }] }, 'its metadata can be read']],
  },
  {
    type: 'aws_db_instance',
    good: DATABASE,
    bad: [
      [{ publicly_accessible: true }, 'it has a public address'],
      [{ storage_encrypted: false }, 'its storage is not encrypted'],
      [{ kms_key_id: null }, 'it is not encrypted with our key'],
      [{ manage_master_user_password: null }, 'its password is kept by Terraform'],
      [{ deletion_protection: false }, 'it may be deleted'],
      [{ backup_retention_period: 0 }, 'it has no backups'],
      [{ multi_az: false }, 'it is lost with its zone'],
      [{ performance_insights_enabled: false }, 'nobody sees which statement'],
      [{ parameter_group_name: 'other' }, 'it accepts connections without TLS'],
    ],
    beside: [FORCED],
  },
  {
    type: 'aws_ecs_task_definition',
    good: task({}),
    bad: [
      [task({ readonlyRootFilesystem: false }), 'its file system is writable'],
      [task({ user: '0' }), 'it runs as root'],
      [task({ privileged: true }), 'it is privileged'],
      [task({ linuxParameters: {} }), 'it keeps capabilities'],
      [task({ environment: [{ name: 'DATABASE_URL', value: 'x' }] }), 'DATABASE_URL can be read'],
      [task({ image: 'shop:latest' }), 'image shop:latest has no version'],
      [task({ logConfiguration: undefined }), 'what it says is lost'],
    ],
  },
  {
    type: 'aws_cloudwatch_log_group',
    good: { retention_in_days: 30, kms_key_id: KEY },
    bad: [
      [{ retention_in_days: 0 }, 'it is kept for ever'],
      [{ kms_key_id: null }, 'it is not encrypted with our key'],
    ],
  },
  {
    type: 'aws_ecr_repository',
    good: {
      image_tag_mutability: 'IMMUTABLE',
      image_scanning_configuration: [{ scan_on_push: true }],
    },
    bad: [
      [{ image_tag_mutability: 'MUTABLE' }, 'a tag may change'],
      [{ image_scanning_configuration: [] }, 'images are not scanned'],
    ],
  },
  {
    type: 'aws_sns_topic',
    good: { kms_master_key_id: KEY },
    bad: [[{ kms_master_key_id: null }, 'it is not encrypted']],
  },
  {
    type: 'aws_sqs_queue',
    good: {
      name: 'a',
      sqs_managed_sse_enabled: true,
      redrive_policy: '{"deadLetterTargetArn":"a"}',
    },
    bad: [
      [{ sqs_managed_sse_enabled: false }, 'it is not encrypted'],
      [{ redrive_policy: null }, 'a message that fails is lost'],
    ],
  },
  {
    type: 'aws_kms_key',
    good: { enable_key_rotation: true },
    bad: [[{ enable_key_rotation: false }, 'it never rotates']],
  },
  {
    type: 'aws_secretsmanager_secret',
    good: { kms_key_id: KEY },
    bad: [[{ kms_key_id: null }, 'it is not encrypted with our key']],
  },
  {
    type: 'aws_secretsmanager_secret_version',
    good: { secret_string: null },
    bad: [[{ secret_string: 'x' }, 'its value stands in the state']],
  },
  {
    type: 'aws_elasticache_replication_group',
    good: {
      transit_encryption_enabled: true,
      at_rest_encryption_enabled: 'true',
      user_group_ids: ['a'],
    },
    bad: [
      [{ transit_encryption_enabled: false }, 'it talks in clear'],
      [{ at_rest_encryption_enabled: 'false' }, 'it is not encrypted'],
      [{ user_group_ids: [] }, 'nobody has to log in'],
    ],
  },
  {
    type: 'aws_msk_cluster',
    good: {
      broker_node_group_info: [{ client_subnets: ['isolated'] }],
      encryption_info: [{ encryption_in_transit: [{ client_broker: 'TLS' }] }],
      client_authentication: [{ unauthenticated: false }],
    },
    bad: [
      [{ broker_node_group_info: [{ client_subnets: ['public'] }] }, 'it stands in a subnet'],
      [{ encryption_info: [] }, 'it talks in clear'],
      [{ client_authentication: [{ unauthenticated: true }] }, 'nobody has to log in'],
    ],
    beside: [subnet('isolated'), subnet('public')],
  },
  {
    type: 'aws_dynamodb_table',
    good: {
      point_in_time_recovery: [{ enabled: true }],
      server_side_encryption: [{ enabled: true }],
      deletion_protection_enabled: true,
    },
    bad: [
      [{ point_in_time_recovery: [] }, 'it cannot be restored'],
      [{ server_side_encryption: [] }, 'it is not encrypted'],
      [{ deletion_protection_enabled: false }, 'it may be deleted'],
    ],
  },
  {
    type: 'aws_lambda_function',
    good: {
      kms_key_arn: KEY,
      reserved_concurrent_executions: 20,
      environment: [
        { variables: { DATABASE_URL_SECRET_ARN: 'arn', ADMIN_SETUP_TOKEN_SECRET_ARN: 'arn' } },
      ],
    },
    bad: [
      [{ kms_key_arn: null }, 'it is not encrypted with our key'],
      [{ reserved_concurrent_executions: -1 }, 'it may starve the others'],
      [{ environment: [{ variables: { DATABASE_URL: 'x' } }] }, 'DATABASE_URL can be read'],
      [{ environment: [{ variables: { SETUP_TOKEN: 'x' } }] }, 'SETUP_TOKEN can be read'],
    ],
  },
];

const says = (resources: readonly Resource[]) =>
  securityFindings(resources).map(({ what }) => what);

describe.each(PLANTED)('$type', ({ type, good, bad, beside = [] }) => {
  it('is accepted as our templates have it', () => {
    expect(says([one(type, good), ...beside])).toEqual([]);
  });

  it.each(bad)('is refused with %o', (change, what) => {
    const found = says([one(type, { ...good, ...change }), ...beside]);
    expect(found.filter((text) => text.startsWith(what))).toHaveLength(1);
  });
});

describe('what stands beside a resource', () => {
  const bucket = one('aws_s3_bucket', { id: 'b', force_destroy: false });

  it('is all that a bucket needs', () => {
    expect(says([bucket, ...BUCKET])).toEqual([]);
  });

  it.each([
    ['aws_s3_bucket_public_access_block', 'it can be made public'],
    ['aws_s3_bucket_policy', 'it answers without TLS'],
    ['aws_s3_bucket_versioning', 'what is deleted is gone'],
    ['aws_s3_bucket_server_side_encryption_configuration', 'it is not encrypted with our key'],
  ])('is missed by a bucket without %s', (type, what) => {
    expect(says([bucket, ...BUCKET.filter((other) => other.type !== type)])).toEqual([what]);
  });

  it.each([
    ['aws_vpc', 'no aws_flow_log'],
    ['aws_sns_topic_policy', 'no aws_sns_topic_subscription'],
  ])('is missed by %s', (type, what) => {
    expect(says([one(type, {})])).toEqual([what]);
  });

  it('is an alarm that somebody hears, in a month that somebody pays for', () => {
    expect(says([one('aws_cloudwatch_metric_alarm', { alarm_actions: [] })])).toEqual([
      'nobody hears it',
      'nobody knows what it means',
      'no aws_budgets_budget',
    ]);
  });

  it('is no user with keys', () => {
    expect(says([one('aws_iam_access_key', {})])).toEqual(['a key that never ends']);
  });
});

describe('a state', () => {
  const output = JSON.stringify({
    type: 'test_state',
    test_state: {
      root_module: {
        child_modules: [
          { resources: [{ address: 'module.a.b.c', mode: 'data', type: 'b', values: { x: 1 } }] },
        ],
      },
    },
  });

  it('is read with the resources of every module', () => {
    expect(resourcesOf(stateOf(`{"type":"version"}\n${output}\n`))).toEqual([
      { address: 'module.a.b.c', type: 'data.b', values: { x: 1 } },
    ]);
  });

  it('is an error where a test ended without one', () => {
    expect(() => stateOf('{"type":"test_summary"}')).toThrow('no state');
  });
});
