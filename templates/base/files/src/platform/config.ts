import * as z from 'zod';
import { Networks, Origins, PrivateJwk, PublicJwks, Rate, Switch } from './config-fields.ts';

/** Everything an app reads from its environment. Secrets also work as `<NAME>_FILE`. */
const Config = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  RELEASE: z.string().default('dev'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Metrics get a door of their own, and the public one no longer shows them. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** Proxies that are believed when they say whom a request comes from; unset believes nobody. */
  TRUSTED_PROXIES: Networks.optional(),
  /** Origins whose pages may call from a browser; unset means none. */
  CORS_ORIGINS: Origins.optional(),
  REQUEST_TIMEOUT_MS: z.coerce.number().int().min(100).max(300_000).default(30_000),
  /** Attempts to sign in from one client address, attempts at one account, and changes by one person. */
  RATE_LIMIT_ATTEMPTS_PER_ADDRESS: Rate.prefault('30/60'),
  RATE_LIMIT_ATTEMPTS_PER_ACCOUNT: Rate.prefault('10/300'),
  RATE_LIMIT_WRITES: Rate.prefault('300/60'),
  /** How long readiness says no before the door closes, so that load balancers notice. */
  DRAIN_DELAY_MS: z.coerce.number().int().min(0).max(30_000).default(250),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** The authority that signed the server's certificate; then TLS is verified against it, whatever the URL says. */
  DATABASE_CA: z.string().startsWith('-----BEGIN CERTIFICATE-----').optional(),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(500).default(20),
  /** How many of this app run at once, at most; those that a release adds count too. */
  REPLICAS_MAX: z.coerce.number().int().min(1).max(1_000).default(1),
  /** What all of them may open together; unset, what the server says it accepts. */
  DATABASE_CONNECTIONS_MAX: z.coerce.number().int().min(2).optional(),
  DATABASE_STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(100).default(10_000),
  DATABASE_LOCK_TIMEOUT_MS: z.coerce.number().int().min(100).default(5_000),
  /** How long a transaction may do nothing. */
  DATABASE_IDLE_TIMEOUT_MS: z.coerce.number().int().min(100).default(30_000),
  DYNAMODB_TABLE_PREFIX: z.string().optional(),
  BROKER_URL: z.url().optional(),
  ALLOW_PLAINTEXT_ON_PRIVATE_NETWORK: Switch,
  AUTH_ISSUER: z.string().default('http://localhost:3000'),
  AUTH_AUDIENCE: z.string().default('api'),
  AUTH_JWKS_URL: z.url().optional(),
  AUTH_PRIVATE_JWK: PrivateJwk.optional(),
  /** Keys besides our own whose tokens are good: the next one before a rotation, the last one after it. */
  AUTH_PUBLIC_JWKS: PublicJwks.optional(),
  /** Where roles stand in a token; dots lead into objects, as in `realm_access.roles`. */
  AUTH_ROLES_CLAIM: z.string().min(1).default('roles'),
  AUTH_REFRESH_DAYS: z.coerce.number().int().min(1).max(365).default(30),
  SERVICE_SECRET: z.string().min(32).optional(),
  ADMIN_SETUP_TOKEN: z.string().min(16).optional(),
  /** Where spans go, over OTLP/HTTP (port 4318); unset means that none are made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_TRACES_SAMPLER: z
    .enum([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ])
    .default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
});
export type Config = Readonly<z.infer<typeof Config>>;
type Key = keyof Config;

/** Keys that something besides the platform reads, such as an extension. */
export interface MoreSettings {
  readonly settings: z.ZodObject;
  readonly check: (settings: unknown, config: Config) => readonly string[];
}

/**
 * Reads the configuration, or says everything that is wrong with it at once. The keys of `more` are in what is
 * returned too: one environment, one object.
 */
export function loadConfig(
  env: Readonly<Record<string, string | undefined>>,
  required: readonly Key[],
  readFile: (path: string) => string,
  check: (config: Config) => readonly string[] = () => [],
  more: readonly MoreSettings[] = [],
): Config {
  const problems: string[] = [];
  const values: Record<string, string> = {};
  const all = Config.extend(
    Object.assign({}, ...more.map(({ settings }) => settings.shape)),
  ) as typeof Config;
  for (const key of Object.keys(all.shape)) {
    const file = env[`${key}_FILE`];
    try {
      const value = file === undefined ? env[key] : readFile(file).trim();
      if (value !== undefined && value !== '') values[key] = value;
    } catch {
      problems.push(`${key}_FILE: ${file} cannot be read`);
    }
  }
  const parsed = all.safeParse(values);
  for (const issue of parsed.error?.issues ?? [])
    problems.push(`${issue.path.join('.')}: ${issue.message}`);
  for (const key of required)
    if (!(key in values)) problems.push(`${key}: is required here and not set`);
  if (parsed.success) {
    problems.push(...check(parsed.data));
    for (const one of more) problems.push(...one.check(parsed.data, parsed.data));
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(parsed.data);
}

export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}
