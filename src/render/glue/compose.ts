import type { App, Blueprint } from '#architecture/schema.js';
import { toYaml } from '#render/yaml.js';
import { appSecrets, appSettings, calledApps } from './app-environment.js';
import { composeStores } from './compose-stores.js';
import type { Deployment } from './deployment.js';
import {
  APP_PORT,
  BROKER_DATABASE,
  type Database,
  databaseOf,
  databases,
  imageName,
  processApps,
  publicApp,
  talksToBroker,
  usesKafka,
  usesPostgres,
} from './deployables.js';
import { type GlueFile, gluedBy } from './glue-file.js';

type Service = Readonly<Record<string, unknown>>;

/** What the operator must put into .env; compose stops with this hint when it is missing. */
function required(name: string): string {
  return `\${${name}:?add it to .env}`;
}

/** The login role of the apps: a member of the module roles that inherits nothing. */
function loginUrl(database: string): string {
  return `postgres://app:${required('APP_DB_PASSWORD')}@postgres:5432/${database}`;
}

function ownerUrl(database: string): string {
  return `postgres://postgres:${required('POSTGRES_PASSWORD')}@postgres:5432/${database}`;
}

/** Nobody else is on the network of one compose project. */
const PLAINTEXT = { ALLOW_PLAINTEXT_ON_PRIVATE_NETWORK: 'true' };

const locked = {
  read_only: true,
  tmpfs: ['/tmp'],
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
  // The heap limit in the image fits into it.
  mem_limit: '256m',
};

function build(target: string, args: Readonly<Record<string, string>>): Service {
  const base = { context: '..', dockerfile: 'deploy/Dockerfile', target };
  return Object.keys(args).length === 0 ? base : { ...base, args };
}

function afterMigration(database: Database): Readonly<Record<string, unknown>> {
  return { [`migrate-${database.slug}`]: { condition: 'service_completed_successfully' } };
}

/** One job a database, one after the other: roles belong to the whole server. */
function migrations(blueprint: Blueprint): readonly (readonly [string, Service])[] {
  return databases(blueprint).map((database, at, all) => {
    const previous = all[at - 1];
    const waitsFor = {
      postgres: { condition: 'service_healthy' },
      ...(previous === undefined ? {} : afterMigration(previous)),
    };
    const environment = {
      MIGRATE_DATABASE_URL: ownerUrl(database.name),
      DATABASE_URL: loginUrl(database.name),
      ...PLAINTEXT,
      ...(database.app === null ? {} : { APP: database.app }),
    };
    const image = imageName(blueprint, 'migrate');
    return [
      `migrate-${database.slug}`,
      { build: build('migrate', {}), image, ...locked, environment, depends_on: waitsFor },
    ] as const;
  });
}

function secretValue(blueprint: Blueprint, app: App, name: string): string {
  if (name === 'DATABASE_URL') return loginUrl(databaseOf(blueprint, app).name);
  if (name !== 'BROKER_URL') return required(name);
  return usesKafka(blueprint) ? 'kafka://kafka:9092' : loginUrl(BROKER_DATABASE);
}

/** Keys of features: their value here, or what `.env` says. */
function featureSettings(deployment: Deployment, app: App): Readonly<Record<string, string>> {
  return Object.fromEntries(
    deployment.settingsOf(app).map(({ key, compose }) => [key, compose ?? required(key)]),
  );
}

/** Where traces go; empty means that none are made. */
function collector({ features }: Blueprint): string {
  const here = features.includes('observability') ? 'http://otel-collector:4318' : '';
  return `\${OTEL_EXPORTER_OTLP_ENDPOINT:-${here}}`;
}

function environment(blueprint: Blueprint, app: App): Readonly<Record<string, string | null>> {
  const secrets = appSecrets(blueprint, app).map(
    (name) => [name, secretValue(blueprint, app, name)] as const,
  );
  const settings = appSettings(blueprint, app);
  const jwks = 'AUTH_JWKS_URL' in settings ? {} : { AUTH_JWKS_URL: required('AUTH_JWKS_URL') };
  // Without a value, compose takes it from .env where it is set; some spell an empty default out instead.
  const setup = app.modules.includes('auth') ? { ADMIN_SETUP_TOKEN: null } : {};
  return {
    ...settings,
    ...PLAINTEXT,
    ...jwks,
    ...setup,
    AUTH_ISSUER: '${AUTH_ISSUER:-http://localhost:8080}',
    RELEASE: '${RELEASE:-local}',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector(blueprint),
    ...Object.fromEntries(secrets),
  };
}

function appService(blueprint: Blueprint, deployment: Deployment, app: App): Service {
  const last = databases(blueprint).at(-1);
  const waitsFor = {
    ...(last !== undefined && usesPostgres(blueprint, app) ? afterMigration(last) : {}),
    ...(usesKafka(blueprint) && talksToBroker(blueprint, app)
      ? { kafka: { condition: 'service_healthy' } }
      : {}),
    ...Object.fromEntries(
      app.kind === 'gateway'
        ? calledApps(blueprint, app).map((name) => [name, { condition: 'service_healthy' }])
        : [],
    ),
  };
  return {
    build: build('app', { APP: app.name }),
    image: imageName(blueprint, app.name),
    restart: 'unless-stopped',
    ...locked,
    stop_grace_period: '20s',
    environment: { ...environment(blueprint, app), ...featureSettings(deployment, app) },
    healthcheck: {
      test: ['CMD', 'node', 'healthcheck.mjs', '/readyz'],
      interval: '5s',
      timeout: '3s',
      retries: 5,
      start_period: '30s',
    },
    ...(publicApp(blueprint)?.name === app.name
      ? { ports: [`127.0.0.1:\${HTTP_PORT:-8080}:${APP_PORT}`] }
      : {}),
    depends_on: waitsFor,
  };
}

/** `deploy/compose.yaml`: the whole system on one machine, as containers. */
export function composeFiles(blueprint: Blueprint, deployment: Deployment): readonly GlueFile[] {
  const stores = composeStores(blueprint, required);
  const services = Object.fromEntries([
    ...Object.entries(stores.services),
    ...migrations(blueprint),
    ...processApps(blueprint).map(
      (app) => [app.name, appService(blueprint, deployment, app)] as const,
    ),
    ...deployment.services.map(({ name, service }) => [name, service] as const),
  ]);
  const volumes = Object.assign(
    {},
    stores.volumes,
    ...deployment.services.map((one) => one.volumes),
  );
  const heading = 'docker compose --env-file .env -f deploy/compose.yaml up --build';
  const file = gluedBy('compose', 'docker');
  const content = toYaml({ name: blueprint.project, services, volumes }, heading);
  return [file('deploy/compose.yaml', content)];
}
