import type { App, Blueprint } from '#architecture/schema.js';
import { APP_PORT, hostOf, METRICS_PORT, talksToBroker, usesPostgres } from './deployables.js';

/** Modules that an app calls over HTTP: all of them for the gateway, the linked ones otherwise. */
function calledModules(blueprint: Blueprint, app: App): readonly string[] {
  if (app.kind === 'gateway') return blueprint.modules.map((module) => module.name);
  const links = blueprint.links.filter(
    (link) => link.kind === 'call' && app.modules.includes(link.consumer),
  );
  return [...new Set(links.map((link) => link.producer))].filter(
    (module) => !app.modules.includes(module),
  );
}

/** Other apps that an app opens HTTP connections to: call links, and the key set of auth. */
export function calledApps(blueprint: Blueprint, app: App): readonly string[] {
  const modules = [...calledModules(blueprint, app), 'auth'];
  const hosts = modules.flatMap((module) => hostOf(blueprint, module)?.name ?? []);
  return [...new Set(hosts)].filter((name) => name !== app.name).sort();
}

function baseUrl(blueprint: Blueprint, app: App, module: string): string | undefined {
  const host = hostOf(blueprint, module);
  if (host === undefined) return undefined;
  return `http://${host.name === app.name ? 'localhost' : host.name}:${APP_PORT}`;
}

/** `order-lines` is reached through `APP_URL_ORDER_LINES`. */
function urlKey(module: string): string {
  return `APP_URL_${module.toUpperCase().replaceAll('-', '_')}`;
}

/** Where tokens are verified when auth runs in a process of this repo. */
export function jwksUrl(blueprint: Blueprint, app: App): string | undefined {
  const auth = baseUrl(blueprint, app, 'auth');
  return auth === undefined ? undefined : `${auth}/.well-known/jwks.json`;
}

/** Settings of a process that are no secrets and equal in every environment. */
export function appSettings(blueprint: Blueprint, app: App): Readonly<Record<string, string>> {
  const urls = calledModules(blueprint, app).flatMap((module) => {
    const url = baseUrl(blueprint, app, module);
    return url === undefined ? [] : [[urlKey(module), url] as const];
  });
  const jwks = jwksUrl(blueprint, app);
  return {
    NODE_ENV: 'production',
    HOST: '0.0.0.0',
    PORT: String(APP_PORT),
    METRICS_PORT: String(METRICS_PORT),
    // Containers are reached through proxies of their private network only.
    TRUSTED_PROXIES: 'uniquelocal',
    ...(usesPostgres(blueprint, app) ? { DATABASE_POOL_MAX: String(poolSize(app)) } : {}),
    ...(jwks === undefined ? {} : { AUTH_JWKS_URL: jwks }),
    ...Object.fromEntries(urls),
  };
}

/** A relay holds one connection a module, and handlers need some besides. */
export function poolSize({ modules }: App): number {
  return Math.max(10, modules.length + 5);
}

/** True for an app that serves the routes of auth; a sweep only publishes what others wrote. */
export function hostsAuth(app: App): boolean {
  return app.modules.includes('auth') && app.trigger !== 'schedule';
}

/** What a vendor wants to be sent with traces; a collector of one's own mostly wants nothing. */
export const TRACE_HEADERS = 'OTEL_EXPORTER_OTLP_HEADERS';

/** Names of the secrets an app reads, and of no others. */
export function appSecrets(blueprint: Blueprint, app: App): readonly string[] {
  return [
    ...(usesPostgres(blueprint, app) ? ['DATABASE_URL'] : []),
    ...(talksToBroker(blueprint, app) ? ['BROKER_URL'] : []),
    ...(hostsAuth(app) ? ['AUTH_PRIVATE_JWK'] : []),
    ...(app.kind === 'function' ? [] : ['SERVICE_SECRET']),
  ];
}
