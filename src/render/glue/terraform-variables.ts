import { aligned } from './hcl.js';
import type { RootShape } from './terraform-blocks.js';

interface Variable {
  readonly name: string;
  readonly type: string;
  readonly description?: string;
  readonly fallback?: string;
  /** Given anew for each run; in no state and no plan. */
  readonly passing?: true;
  readonly check?: readonly [condition: string, message: string];
}

const processApp = `map(object({
    public      = bool
    environment = map(string)
    secrets     = map(string)
  }))`;

const functionApp = `map(object({
    trigger       = string
    paths         = list(string)
    message_types = list(string)
    in_network    = bool
    tables        = list(string)
    secrets       = map(string)
  }))`;

const migrations: Variable = {
  name: 'migrations',
  type: `map(object({
    environment = map(string)
    secrets     = map(string)
  }))`,
  description: 'A job per database, from terraform.tfvars.json.',
};

const environment: Variable = {
  name: 'environment',
  type: 'string',
  check: [
    'can(regex("^[a-z][a-z0-9]{1,7}$", var.environment))',
    'Two to eight letters and digits.',
  ],
};

const release: Variable = {
  name: 'release',
  type: 'string',
  description: 'Version to deploy: the tag of the images.',
  check: [
    'var.release != "latest"',
    'Name the release: what restarts must not change its version.',
  ],
};

const registry: Variable = {
  name: 'image_registry',
  type: 'string',
  description: 'Where the images are, such as 123456789012.dkr.ecr.eu-central-1.amazonaws.com.',
};

const kafka: readonly Variable[] = [
  {
    name: 'kafka_password',
    type: 'string',
    description: 'New for every run; written where kafka_login_version was raised.',
    passing: true,
  },
  { name: 'kafka_login_version', type: 'number', fallback: '1' },
];

function networkVariables({ postgres }: RootShape): readonly Variable[] {
  return [
    { name: 'zones', type: 'number' },
    { name: 'nat_per_zone', type: 'bool' },
    ...(postgres
      ? [
          { name: 'database_instance_class', type: 'string' },
          { name: 'backup_days', type: 'number' },
        ]
      : []),
  ];
}

function kindVariables(shape: RootShape): readonly Variable[] {
  if (shape.kind === 'functions') {
    return [
      {
        name: 'packages',
        type: 'string',
        description: 'Folder of <app>.zip, made by tools/package-functions.sh.',
        fallback: '"../dist/packages"',
      },
      ...(shape.tables ? [{ name: 'tables', type: 'list(string)' }] : []),
      ...(shape.postgres ? [registry, ...networkVariables(shape)] : []),
    ];
  }
  return [
    registry,
    {
      name: 'domain_name',
      type: 'string',
      description: 'Host name that clients use; also the issuer of tokens.',
    },
    {
      name: 'certificate_arn',
      type: 'string',
      description: 'Certificate in ACM for the domain name.',
    },
    {
      name: 'auth_jwks_url',
      type: 'string',
      description: 'Key set of an external issuer; null where auth is part of this repo.',
      fallback: 'null',
    },
    { name: 'min_count', type: 'number', description: 'Tasks of every app.' },
    { name: 'max_count', type: 'number' },
    ...networkVariables(shape),
    ...(shape.kafka ? kafka : []),
  ];
}

function declaration({ name, type, description, fallback, passing, check }: Variable): string {
  const values = [
    ...(description === undefined ? [] : [['description', `"${description}"`] as const]),
    ['type', type] as const,
    ...(fallback === undefined ? [] : [['default', fallback] as const]),
    ...(passing === undefined
      ? []
      : ([
          ['sensitive', 'true'],
          ['ephemeral', 'true'],
        ] as const)),
  ];
  const rule =
    check === undefined
      ? ''
      : `\n  validation {\n    condition     = ${check[0]}\n    error_message = "${check[1]}"\n  }\n`;
  return `variable "${name}" {\n${aligned(values, '  ')}${rule}}\n`;
}

/** `infra/variables.tf`. */
export function variables(shape: RootShape): string {
  const all: readonly Variable[] = [
    { name: 'project', type: 'string' },
    environment,
    { name: 'region', type: 'string' },
    release,
    {
      name: 'apps',
      type: shape.kind === 'processes' ? processApp : functionApp,
      description: 'Every deployable, from terraform.tfvars.json.',
    },
    ...(shape.postgres ? [migrations] : []),
    {
      name: 'protected',
      type: 'bool',
      description: 'Refuse deletion of what holds data, and keep a standby.',
    },
    ...kindVariables(shape),
  ];
  return all.map(declaration).join('\n');
}

/** `infra/environments/<name>.tfvars`: what differs between environments and is no secret. */
export function environmentFile(name: 'dev' | 'prod', shape: RootShape): string {
  const prod = name === 'prod';
  const network: readonly (readonly [string, string])[] = [
    ['zones', prod ? '3' : '2'],
    ['nat_per_zone', String(prod)],
    ...(shape.postgres
      ? ([
          ['database_instance_class', prod ? '"db.t4g.medium"' : '"db.t4g.micro"'],
          ['backup_days', prod ? '14' : '1'],
        ] as const)
      : []),
  ];
  const counts = [
    ['min_count', prod ? '2' : '1'],
    ['max_count', prod ? '10' : '2'],
  ] as const;
  const values = [
    ['environment', `"${name}"`],
    ['region', '"eu-central-1"'],
    ['protected', String(prod)],
    ...(shape.kind === 'processes' || shape.postgres ? network : []),
    ...(shape.kind === 'processes' ? counts : []),
  ] as const;
  return aligned(values, '');
}
