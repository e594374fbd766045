import { aligned } from './hcl.js';
import { hasSettings } from './terraform-blocks.js';
import { hasImages, hasNetwork, type RootShape } from './terraform-shape.js';
import { declaration, type Variable } from './terraform-variable.js';

/** The type of one app's data; features add to it. */
function appType(shape: RootShape): string {
  const fields: Readonly<Record<RootShape['compute'], readonly (readonly [string, string])[]>> = {
    ecs: [
      ['public', 'bool'],
      ['environment', 'map(string)'],
    ],
    eks: [],
    functions: [
      ['trigger', 'string'],
      ['paths', 'list(string)'],
      ['message_types', 'list(string)'],
      ['in_network', 'bool'],
      ['tables', 'list(string)'],
    ],
  };
  const all = [
    ...fields[shape.compute],
    ...(hasSettings(shape) && shape.compute !== 'eks'
      ? [['settings', 'list(string)'] as const]
      : []),
    ...(shape.objects ? [['uses_objects', 'bool'] as const] : []),
    ['secrets', 'map(string)'] as const,
    ['optional_secrets', 'map(string)'] as const,
  ];
  return `map(object({\n${aligned(all, '    ')}  }))`;
}

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

function region({ regions }: RootShape): Variable {
  const check = [
    `can(regex("^(${regions?.join('|')})$", var.region))`,
    'Data stays in the European Union: docs/compliance/gdpr.md.',
  ] as const;
  return { name: 'region', type: 'string', ...(regions && { check }) };
}

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

const traces: Variable = {
  name: 'otlp_endpoint',
  type: 'string',
  description:
    'Where traces go, over OTLP/HTTP, such as https://otlp.example.com; none are made without.',
  fallback: '""',
};

const optionalSecrets: Variable = {
  name: 'optional_secrets',
  type: 'set(string)',
  description: 'Which of the secrets that apps do without they get, such as ADMIN_SETUP_TOKEN.',
  fallback: '[]',
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

const watching: readonly Variable[] = [
  {
    name: 'alarm_emails',
    type: 'set(string)',
    description: 'Who is told when something is wrong.',
  },
  {
    name: 'monthly_budget_usd',
    type: 'number',
    description: 'Warns at 80 %, and when it will be exceeded.',
  },
  {
    name: 'rotations',
    type: 'map(object({ function_arn = string, days = number }))',
    description: 'Functions of yours that rotate a secret, by its name.',
    fallback: '{}',
  },
];

function networkVariables({ postgres }: RootShape): readonly Variable[] {
  return [
    { name: 'zones', type: 'number' },
    {
      name: 'nat',
      type: 'string',
      description: 'The way out of the private subnets: none, one, or zone (one in each).',
    },
    {
      name: 'endpoints',
      type: 'set(string)',
      description: 'AWS services that are reached inside the network.',
      fallback: '[]',
    },
    ...(postgres
      ? [
          { name: 'database_instance_class', type: 'string' },
          {
            name: 'database_connections_alarm',
            type: 'number',
            description: 'Below what the class accepts: memory in bytes / 9531392.',
          },
          { name: 'database_replicas', type: 'number', fallback: '0' },
          { name: 'backup_days', type: 'number' },
        ]
      : []),
  ];
}

function featureVariables(shape: RootShape): readonly Variable[] {
  const given = Object.keys(shape.settings).length > 0 && shape.compute !== 'eks';
  return [
    ...(given
      ? [
          {
            name: 'settings',
            type: 'map(string)',
            description: 'What features read and is no secret.',
          },
        ]
      : []),
    ...(shape.objects
      ? [
          {
            name: 'objects_bucket',
            type: 'string',
            description: 'Name of the bucket; unique in all of AWS.',
          },
          {
            name: 'objects_origins',
            type: 'set(string)',
            description:
              'Pages that upload and download by themselves, such as https://shop.example.com.',
            fallback: '[]',
          },
        ]
      : []),
    ...(shape.mail
      ? [{ name: 'mail_domain', type: 'string', description: 'Domain of the senders.' }]
      : []),
    ...(shape.kafka ? kafka : []),
  ];
}

const entrance: readonly Variable[] = [
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
];

const access: readonly Variable[] = [
  {
    name: 'administrator_arns',
    type: 'set(string)',
    description: 'Roles that administer the cluster.',
  },
  {
    name: 'releaser_arns',
    type: 'set(string)',
    description: 'Roles of CI that release: ci_release_role_arns of infra/account.',
    fallback: '[]',
  },
  {
    name: 'admin_cidrs',
    type: 'list(string)',
    description: 'Addresses that reach the API of the cluster from outside.',
    fallback: '[]',
  },
];

function counts(of: string): readonly Variable[] {
  return [
    { name: 'min_count', type: 'number', description: of },
    { name: 'max_count', type: 'number' },
  ];
}

function computeVariables(shape: RootShape): readonly Variable[] {
  if (shape.compute === 'ecs')
    return [release, registry, ...entrance, ...counts('Tasks of every app.'), traces];
  if (shape.compute === 'eks') return [...access, ...counts('Nodes of the cluster.')];
  return [
    ...(hasImages(shape) ? [release] : []),
    {
      name: 'packages',
      type: 'string',
      description: 'Folder of <app>.zip for the first apply, made by tools/package-functions.sh.',
      fallback: '"../dist/packages"',
    },
    {
      name: 'restarts',
      type: 'number',
      description: 'Raise it, apply and release: new instances, which read secrets anew.',
      fallback: '0',
    },
    ...(shape.tables ? [{ name: 'tables', type: 'list(string)' }] : []),
    ...(hasImages(shape) ? [registry] : []),
  ];
}

/** `infra/variables.tf`. */
export function variables(shape: RootShape): string {
  const all: readonly Variable[] = [
    { name: 'project', type: 'string' },
    environment,
    region(shape),
    {
      name: 'apps',
      type: appType(shape),
      description: 'Every deployable, from terraform.tfvars.json.',
    },
    optionalSecrets,
    ...(shape.postgres ? [migrations] : []),
    {
      name: 'protected',
      type: 'bool',
      description: 'Refuse deletion of what holds data, and keep a standby.',
    },
    ...watching,
    ...computeVariables(shape),
    ...(hasNetwork(shape) ? networkVariables(shape) : []),
    ...featureVariables(shape),
  ];
  return all.map(declaration).join('\n');
}
