import * as z from 'zod';

const PrivateKey = z.looseObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string().optional(),
});

const Jwk = z.string().transform((text, context) => {
  try {
    return PrivateKey.parse(JSON.parse(text));
  } catch {
    context.addIssue({
      code: 'custom',
      message: 'must be a private EC P-256 key as a JSON Web Key',
    });
    return z.NEVER;
  }
});

/** Everything an app reads from its environment. Secrets also work as `<NAME>_FILE`. */
const Config = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  RELEASE: z.string().default('dev'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** How long readiness says no before the door closes, so that load balancers notice. */
  DRAIN_DELAY_MS: z.coerce.number().int().min(0).max(30_000).default(250),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(500).default(20),
  DYNAMODB_TABLE_PREFIX: z.string().optional(),
  BROKER_URL: z.url().optional(),
  AUTH_ISSUER: z.string().default('http://localhost:3000'),
  AUTH_AUDIENCE: z.string().default('api'),
  AUTH_JWKS_URL: z.url().optional(),
  AUTH_PRIVATE_JWK: Jwk.optional(),
  SERVICE_SECRET: z.string().min(32).optional(),
  ADMIN_SETUP_TOKEN: z.string().min(16).optional(),
});
export type Config = Readonly<z.infer<typeof Config>>;
type Key = keyof Config;

/** Reads the configuration, or says everything that is wrong with it at once. */
export function loadConfig(
  env: Readonly<Record<string, string | undefined>>,
  required: readonly Key[],
  readFile: (path: string) => string,
  check: (config: Config) => readonly string[] = () => [],
): Config {
  const problems: string[] = [];
  const values: Record<string, string> = {};
  for (const key of Object.keys(Config.shape)) {
    const file = env[`${key}_FILE`];
    try {
      const value = file === undefined ? env[key] : readFile(file).trim();
      if (value !== undefined && value !== '') values[key] = value;
    } catch {
      problems.push(`${key}_FILE: ${file} cannot be read`);
    }
  }
  const parsed = Config.safeParse(values);
  for (const issue of parsed.error?.issues ?? [])
    problems.push(`${issue.path.join('.')}: ${issue.message}`);
  for (const key of required)
    if (!(key in values)) problems.push(`${key}: is required here and not set`);
  if (parsed.success) problems.push(...check(parsed.data));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(parsed.data);
}

export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}
