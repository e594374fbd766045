import type { Blueprint } from '#architecture/schema.js';
import { TRACE_HEADERS } from './app-environment.js';
import { BROKER_DATABASE, databases, hasBrokerDatabase } from './deployables.js';
import type { Deployment } from './deployment.js';
import { terraformData } from './terraform-data.js';
import { alarmSteps, releaseSteps, restoreSteps, rotationSteps } from './terraform-runbook.js';
import { hasImages, hasRelease, type RootShape, shapeOf } from './terraform-shape.js';

const DATABASE = 'postgres://app:<password>@<database_address>:5432';
const OWNER = 'postgres://postgres:<owner password>@<database_instance_address>:5432';

/** What an operator writes into a secret, by the last part of its name. */
function valueOf(path: string, { compute, kafka }: RootShape, added: ReadonlyMap<string, string>) {
  const [slug = '', name = slug] = path.split('/');
  const database = slug.replaceAll('-', '_');
  const authority = '&sslrootcert=/app/certs/rds.pem';
  const tls = `?sslmode=verify-full${compute === 'functions' ? '' : authority}`;
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
    [TRACE_HEADERS]: 'what is sent with traces, such as `api-key=<key>` of a vendor',
    REDIS_URL: '`rediss://apps:<password>@<cache_address>:6379`',
    SMTP_URL: '`smtps://<user>:<password>@email-smtp.<region>.amazonaws.com:465`',
    'database-login': '`{"username": "app", "password": "<password>"}`, for the proxy',
  };
  return values[name] ?? added.get(name) ?? '';
}

function secretRows(
  blueprint: Blueprint,
  deployment: Deployment,
  shape: RootShape,
): readonly string[] {
  const { apps, migrations = {} } = terraformData(blueprint, deployment);
  const read = [...Object.values(apps), ...Object.values(migrations)];
  const login = shape.compute === 'functions' && shape.postgres ? ['database-login'] : [];
  const optional = Object.values(apps).flatMap((app) => Object.values(app.optional_secrets));
  const required = read.flatMap(({ secrets }) => Object.values(secrets));
  const paths = new Set([...required, ...optional, ...login]);
  const settings = blueprint.apps.flatMap((app) => deployment.settingsOf(app));
  const added = new Map(settings.map(({ key, doc }) => [key, doc]));
  return [...paths]
    .sort()
    .map((path) => {
      const value = valueOf(path, shape, added);
      const said = optional.includes(path) ? `may be left out: ${value}` : value;
      return `| \`<project>-<environment>/${path}\` | ${said} |`;
    });
}

function databaseSteps(blueprint: Blueprint, { postgres, compute }: RootShape): readonly string[] {
  if (!postgres) return [];
  const names = databases(blueprint).map(({ name }) => name);
  const broker = hasBrokerDatabase(blueprint);
  const created = [...names, ...(broker ? [BROKER_DATABASE] : [])];
  const trusted =
    compute === 'functions'
      ? 'the migrations (functions reach the proxy, whose authority Node knows)'
      : 'the apps and the migrations';
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

function featureSteps({ cache, objects, mail }: RootShape): readonly string[] {
  return [
    ...(cache
      ? [
          '## Cache',
          '',
          'Terraform makes the login `apps` and leaves it off, so that no password stands in its state. Switch it on, and write the same password into `REDIS_URL`:',
          '',
          '```sh',
          'aws elasticache modify-user --user-id <cache_user_id> --passwords "$PASSWORD" --access-string "on ~* +@all -@dangerous"',
          '```',
          '',
          'A user may have two passwords: add the new one, write it into the secret, release, then take the old one away.',
          '',
        ]
      : []),
    ...(objects
      ? [
          '## Objects',
          '',
          'The bucket is private, encrypted and versioned; the role of an app that uses it is handed to the app, so there is no access key. A deleted object is an old version for 90 days: `aws s3api list-object-versions` finds it, `aws s3api copy-object` brings it back.',
          '',
        ]
      : []),
    ...(mail
      ? [
          '## Mail',
          '',
          'Add the records of `mail_dkim_tokens` to the domain, ask AWS to leave the sandbox, and create SMTP credentials in SES for `SMTP_URL`: they belong to a user that may only send.',
          '',
        ]
      : []),
  ];
}

/** Before there is anything, state cannot be kept in the bucket that is being made. */
function accountSteps(shape: RootShape): readonly string[] {
  return [
    '## Once an account',
    '',
    `\`infra/account\` makes the bucket for the state${hasImages(shape) ? ', a registry for each image' : ''}${shape.compute === 'functions' ? ', a bucket for packages' : ''} and the roles of CI (its provider proves who it is; no key is kept). Its own state starts on your machine and moves into the bucket:`,
    '',
    '```sh',
    'cd infra/account',
    'printf \'terraform {\\n  backend "local" {}\\n}\\n\' > backend_override.tf',
    'terraform init',
    'terraform apply -var region=<region> -var state_bucket=<bucket> -var repository=<owner/name>',
    'rm backend_override.tf',
    'terraform init -migrate-state -backend-config=bucket=<bucket> -backend-config=region=<region>',
    'rm terraform.tfstate*',
    '```',
    '',
    `The outputs \`ci_push_role_arn\` and \`ci_release_role_arns\` are what CI assumes${shape.compute === 'functions' ? ', `packages_bucket` is where it puts packages' : ''}. Activate \`project\` and \`environment\` as cost allocation tags (Billing), or budgets see nothing.`,
    '',
  ];
}

function environmentSteps(shape: RootShape): readonly string[] {
  const { kafka, compute } = shape;
  const password = kafka ? 'TF_VAR_kafka_password="$(openssl rand -hex 24)" \\\n  ' : '';
  const release = hasRelease(shape) ? ' -var release=<version>' : '';
  const built = compute === 'functions' ? ['npm run build', 'tools/package-functions.sh'] : [];
  return [
    '## An environment',
    '',
    'Fill in `environments/<environment>.tfvars` first: what is commented out there has no default.',
    '',
    '```sh',
    ...built,
    'cd infra',
    'terraform init -backend-config=bucket=<bucket> -backend-config=key=<environment> -backend-config=region=<region>',
    `${password}terraform apply -var-file=environments/<environment>.tfvars${release}`,
    '```',
    '',
    ...(compute === 'functions'
      ? [
          'Functions cannot be made without code: the first apply takes the packages, later ones need none.',
          '',
        ]
      : []),
    'The state is locked by a file beside it (`use_lockfile`). Another environment in the same checkout: `terraform init -reconfigure` with its key.',
    '',
  ];
}

/** `infra/README.md`: what Terraform does not do by itself. */
export function terraformReadme(blueprint: Blueprint, deployment: Deployment): string {
  const shape = shapeOf(blueprint, deployment);
  return `${[
    '# Infrastructure on AWS',
    '',
    '`infra/check.sh` checks format, validity and tests without an account. Values of secrets are never in Terraform’s state. Terraform 1.11 or OpenTofu 1.11 (`TERRAFORM=tofu infra/check.sh`).',
    '',
    ...accountSteps(shape),
    ...environmentSteps(shape),
    '## Secrets',
    '',
    'Terraform makes them empty, encrypted with the key of the environment. Apps start once they have values (`aws secretsmanager put-secret-value`):',
    '',
    '| secret | value |',
    '|---|---|',
    ...secretRows(blueprint, deployment, shape),
    '',
    'What may be left out is neither made nor read until `environments/<environment>.tfvars` names it: `optional_secrets = ["ADMIN_SETUP_TOKEN"]`. Then apply, write its value, and release.',
    '',
    ...databaseSteps(blueprint, shape),
    ...kafkaSteps(shape),
    ...featureSteps(shape),
    ...releaseSteps(shape),
    ...restoreSteps(shape),
    ...rotationSteps(shape),
    ...alarmSteps(shape),
  ].join('\n')}`;
}
