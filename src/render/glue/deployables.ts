import type { App, Blueprint } from '#architecture/schema.js';

/** Port every process listens on inside its container. */
export const APP_PORT = 3000;

/** Port of its metrics, which the public door does not show. */
export const METRICS_PORT = 9464;

/** Apps that run as containers. */
export function processApps(blueprint: Blueprint): readonly App[] {
  return blueprint.apps.filter((app) => app.kind !== 'function');
}

/** Apps that run as functions. */
export function functionApps(blueprint: Blueprint): readonly App[] {
  return blueprint.apps.filter((app) => app.kind === 'function');
}

/** The app that clients reach: the gateway where there is one, else the only process. */
export function publicApp(blueprint: Blueprint): App | undefined {
  const processes = processApps(blueprint);
  return processes.find((app) => app.kind === 'gateway') ?? processes[0];
}

/** True where modules are spread over processes, so that messages need a broker. */
export function needsBroker(blueprint: Blueprint): boolean {
  return blueprint.pattern === 'microservices' || blueprint.pattern === 'event-driven';
}

/** True when that broker is Kafka rather than the log in PostgreSQL. */
export function usesKafka(blueprint: Blueprint): boolean {
  return needsBroker(blueprint) && blueprint.features.includes('broker-kafka');
}

/** True when an app connects to the broker. */
export function talksToBroker(blueprint: Blueprint, app: App): boolean {
  return needsBroker(blueprint) && app.modules.length > 0;
}

/** True when a module that an app hosts or carries along stores its data in PostgreSQL. */
export function usesPostgres(blueprint: Blueprint, app: App): boolean {
  const hosted = [...app.modules, ...app.libraries];
  return blueprint.modules.some(
    (module) => module.engine === 'postgres' && hosted.includes(module.name),
  );
}

/** A database, and the app whose modules are migrated into it; null when all modules are. */
export interface Database {
  readonly name: string;
  /** The name where hyphens are wanted: services, jobs, containers. */
  readonly slug: string;
  readonly app: string | null;
}

function database(name: string, app: string | null): Database {
  // Written without quotes in SQL, so no hyphens.
  return { name: name.replaceAll('-', '_'), slug: name, app };
}

/** The database of an app: its own where modules are separate processes, else the project's. */
export function databaseOf(blueprint: Blueprint, app: App): Database {
  return needsBroker(blueprint) ? database(app.name, app.name) : database(blueprint.project, null);
}

/** Where messages travel when there is no Kafka; its tables are made by whoever comes first. */
export const BROKER_DATABASE = 'broker';

/** True when the message log needs a database of its own. */
export function hasBrokerDatabase(blueprint: Blueprint): boolean {
  return needsBroker(blueprint) && !usesKafka(blueprint);
}

/** Every database that is migrated. */
export function databases(blueprint: Blueprint): readonly Database[] {
  const owners = blueprint.apps.filter((app) => usesPostgres(blueprint, app));
  const found = owners.map((app) => databaseOf(blueprint, app));
  return [...new Map(found.map((one) => [one.name, one])).values()];
}

/** Image of an app, without registry and tag; the migration image is `<project>-migrate`. */
export function imageName(blueprint: Blueprint, name: string): string {
  return name === blueprint.project ? name : `${blueprint.project}-${name}`;
}

/** The process that serves a module's routes and methods. */
export function hostOf(blueprint: Blueprint, module: string): App | undefined {
  return processApps(blueprint).find((app) => app.modules.includes(module));
}
