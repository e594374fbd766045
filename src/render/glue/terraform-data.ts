import type { App, Blueprint } from '#architecture/schema.js';
import { appSecrets, appSettings, hostsAuth } from './app-environment.js';
import { type Database, databaseOf, databases, publicApp, usesPostgres } from './deployables.js';

/** Name below the environment in Secrets Manager; what belongs to a database carries its name. */
function secretPath(blueprint: Blueprint, app: App, name: string): string {
  return name === 'DATABASE_URL' ? `${databaseOf(blueprint, app).slug}/${name}` : name;
}

function secretsOf(blueprint: Blueprint, app: App): Readonly<Record<string, string>> {
  const setup = hostsAuth(app) ? ['ADMIN_SETUP_TOKEN'] : [];
  return Object.fromEntries(
    [...appSecrets(blueprint, app), ...setup].map((name) => [
      name,
      secretPath(blueprint, app, name),
    ]),
  );
}

function processData(blueprint: Blueprint, app: App) {
  return {
    public: publicApp(blueprint)?.name === app.name,
    environment: appSettings(blueprint, app),
    secrets: secretsOf(blueprint, app),
  };
}

/** Path prefixes that the routes of an app stand below. */
function pathsOf(blueprint: Blueprint, app: App): readonly string[] {
  const hosted = blueprint.modules.filter((module) => app.modules.includes(module.name));
  return hosted.flatMap((module) => module.paths);
}

function functionData(blueprint: Blueprint, app: App) {
  const messages = blueprint.links.filter(
    (link) => link.kind === 'message' && app.modules.includes(link.consumer),
  );
  const hosted = [...app.modules, ...app.libraries];
  const tables = blueprint.modules.filter(
    (module) => module.engine === 'dynamodb' && hosted.includes(module.name),
  );
  return {
    trigger: app.trigger ?? 'http',
    paths: app.trigger === 'http' ? pathsOf(blueprint, app) : [],
    message_types:
      app.trigger === 'messages' ? [...new Set(messages.map((link) => link.name))].sort() : [],
    in_network: usesPostgres(blueprint, app),
    tables: tables.map((module) => module.name),
    secrets: secretsOf(blueprint, app),
  };
}

function migrationData(database: Database) {
  return {
    environment: database.app === null ? {} : { APP: database.app },
    secrets: {
      MIGRATE_DATABASE_URL: `${database.slug}/MIGRATE_DATABASE_URL`,
      DATABASE_URL: `${database.slug}/DATABASE_URL`,
    },
  };
}

/** `terraform.tfvars.json`: what differs between two repos of the same pattern. */
export function terraformData(blueprint: Blueprint) {
  const data = (app: App) =>
    app.kind === 'function' ? functionData(blueprint, app) : processData(blueprint, app);
  const found = databases(blueprint);
  const tables = blueprint.modules.filter((module) => module.engine === 'dynamodb');
  return {
    project: blueprint.project,
    apps: Object.fromEntries(blueprint.apps.map((app) => [app.name, data(app)])),
    ...(found.length > 0
      ? { migrations: Object.fromEntries(found.map((one) => [one.slug, migrationData(one)])) }
      : {}),
    ...(tables.length > 0 ? { tables: tables.map((module) => module.name) } : {}),
  };
}
