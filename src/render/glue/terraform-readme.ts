import type { Blueprint } from '#architecture/schema.js';
import { BROKER_DATABASE, databases, hasBrokerDatabase } from './deployables.js';
import type { RootShape } from './terraform-blocks.js';
import { terraformData } from './terraform-data.js';

const DATABASE = 'postgres://app:<password>@<database_address>:5432';
const OWNER = 'postgres://postgres:<owner password>@<database_instance_address>:5432';

/** What an operator writes into a secret, by the last part of its name. */
function valueOf(path: string, { kind, kafka }: RootShape): string {
  const [slug = '', name = slug] = path.split('/');
  const database = slug.replaceAll('-', '_');
  const authority = '&sslrootcert=/app/certs/rds.pem';
  const tls = `?sslmode=verify-full${kind === 'processes' ? authority : ''}`;
  const values: Readonly<Record<string, string>> = {
    DATABASE_URL: `\`${DATABASE}/${database}${tls}\``,
    MIGRATE_DATABASE_URL: `\`${OWNER}/${database}?sslmode=verify-full${authority}\`; the owner’s password is in \`database_owner_secret_arn\``,
    BROKER_URL: kafka
      ? 'written by Terraform: login and brokers of Kafka'
      : `\`${DATABASE}/${BROKER_DATABASE}${tls}\``,
    AUTH_PRIVATE_JWK: 'a private ES256 key as JSON Web Key, with a `kid`',
    SERVICE_SECRET: '64 random hexadecimal digits, the same for every app',
    ADMIN_SETUP_TOKEN:
      '64 random hexadecimal digits: whoever signs up with them administers; change them afterwards',
    'database-login': '`{"username": "app", "password": "<password>"}`, for the proxy',
  };
  return values[name] ?? '';
}

function secretRows(blueprint: Blueprint, shape: RootShape): readonly string[] {
  const { apps, migrations = {} } = terraformData(blueprint);
  const read = [...Object.values(apps), ...Object.values(migrations)];
  const login = shape.kind === 'functions' && shape.postgres ? ['database-login'] : [];
  const paths = new Set([...read.flatMap(({ secrets }) => Object.values(secrets)), ...login]);
  return [...paths]
    .sort()
    .map((path) => `| \`<project>-<environment>/${path}\` | ${valueOf(path, shape)} |`);
}

function databaseSteps(blueprint: Blueprint, { postgres, kind }: RootShape): readonly string[] {
  if (!postgres) return [];
  const names = databases(blueprint).map(({ name }) => name);
  const broker = hasBrokerDatabase(blueprint);
  const created = [...names, ...(broker ? [BROKER_DATABASE] : [])];
  const trusted =
    kind === 'processes'
      ? 'the apps and the migrations'
      : 'the migrations (functions reach the proxy, whose authority Node knows)';
  return [
    '## Databases',
    '',
    'Once, as the owner, from inside the network. The login inherits nothing; migrations grant it the roles of its modules.',
    '',
    '```sql',
    "create role app login noinherit password '<password>';",
    ...created.map((name) => `create database "${name}";`),
    ...(broker ? [`\\connect ${BROKER_DATABASE}`, 'grant create on schema public to app;'] : []),
    '```',
    '',
    `The server refuses connections without TLS. Put Amazon’s authority for RDS (\`global-bundle.pem\`) into the images as \`deploy/certs/rds.pem\`, for ${trusted}.`,
    '',
  ];
}

function kafkaSteps({ kafka }: RootShape): readonly string[] {
  if (!kafka) return [];
  return [
    '## Kafka',
    '',
    'Apps log in with SCRAM over TLS. Terraform writes the login and `BROKER_URL` (`kafka://apps:<password>@<brokers>`) without keeping the password: give `kafka_password` anew for each run, it is used only where `kafka_login_version` was raised.',
    '',
  ];
}

/** `infra/README.md`: what Terraform does not do by itself. */
export function terraformReadme(blueprint: Blueprint, shape: RootShape): string {
  const password = shape.kafka ? 'TF_VAR_kafka_password="$(openssl rand -hex 24)" \\\n  ' : '';
  return `${[
    '# Infrastructure on AWS',
    '',
    '`infra/check.sh` checks format, validity and tests without an account. Values of secrets are never in Terraform’s state.',
    '',
    '```sh',
    'terraform init -backend-config=bucket=<yours> -backend-config=key=<environment> -backend-config=region=<yours>',
    `${password}terraform apply -var-file=environments/<environment>.tfvars -var release=<version>`,
    '```',
    '',
    '## Secrets',
    '',
    'Terraform makes them empty. Apps start once they have values (`aws secretsmanager put-secret-value`):',
    '',
    '| secret | value |',
    '|---|---|',
    ...secretRows(blueprint, shape),
    '',
    ...databaseSteps(blueprint, shape),
    ...kafkaSteps(shape),
    ...(shape.postgres
      ? [
          '## A release',
          '',
          'Run every task of the output `migrations` to its end, one after the other (`aws ecs run-task`), then apply with the new `release`.',
          '',
        ]
      : []),
  ].join('\n')}`;
}
