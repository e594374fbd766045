import type { App, Blueprint } from '#architecture/schema.js';
import { appSecrets, appSettings } from './app-environment.js';
import {
  type Database,
  databaseOf,
  databases,
  imageName,
  processApps,
  publicApp,
  usesPostgres,
} from './deployables.js';
import type { Deployment } from './deployment.js';
import { hasSettings } from './terraform-blocks.js';
import { addedKeys, optionalSecrets, type RootShape, shapeOf, usesObjects } from './terraform-shape.js';

/** Name below the environment in Secrets Manager; what belongs to a database carries its name. */
function secretPath(blueprint: Blueprint, app: App, name: string): string {
  return name === 'DATABASE_URL' ? `${databaseOf(blueprint, app).slug}/${name}` : name;
}

function secretsOf(blueprint: Blueprint, deployment: Deployment, app: App) {
  const paths = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, secretPath(blueprint, app, name)]));
  const read = [...appSecrets(blueprint, app), ...addedKeys(deployment, app, 'secret')];
  return { secrets: paths(read), optional_secrets: paths(optionalSecrets(deployment, app)) };
}

/** What features add to the data of an app, where the root reads it. */
function featureData(shape: RootShape, deployment: Deployment, app: App) {
  return {
    ...(hasSettings(shape) && shape.compute !== 'eks'
      ? { settings: addedKeys(deployment, app, 'setting') }
      : {}),
    ...(shape.objects ? { uses_objects: usesObjects(app) } : {}),
  };
}

function processData(blueprint: Blueprint, deployment: Deployment, app: App) {
  const shape = shapeOf(blueprint, deployment);
  const run = {
    public: publicApp(blueprint)?.name === app.name,
    environment: appSettings(blueprint, app),
  };
  return {
    // On Kubernetes that is deploy/k8s.
    ...(shape.compute === 'eks' ? {} : run),
    ...featureData(shape, deployment, app),
    ...secretsOf(blueprint, deployment, app),
  };
}

/** Path prefixes that the routes of an app stand below. */
function pathsOf(blueprint: Blueprint, app: App): readonly string[] {
  const hosted = blueprint.modules.filter((module) => app.modules.includes(module.name));
  return hosted.flatMap((module) => module.paths);
}

function functionData(blueprint: Blueprint, deployment: Deployment, app: App) {
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
    ...featureData(shapeOf(blueprint, deployment), deployment, app),
    ...secretsOf(blueprint, deployment, app),
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
export function terraformData(blueprint: Blueprint, deployment: Deployment) {
  const data = (app: App) =>
    app.kind === 'function'
      ? functionData(blueprint, deployment, app)
      : processData(blueprint, deployment, app);
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

/** `account/terraform.tfvars.json`: a repository an image, what is released to, and who CI is. */
export function accountData(blueprint: Blueprint, { compute }: RootShape) {
  const apps = processApps(blueprint).map((app) => app.name);
  const names = [...apps, ...(databases(blueprint).length > 0 ? ['migrate'] : [])];
  return {
    project: blueprint.project,
    images: names.map((name) => imageName(blueprint, name)),
    compute,
    ci: blueprint.features.includes('ci-gitlab') ? 'gitlab' : 'github',
  };
}
