import { errorFields } from './error-fields.ts';
import { traceFields } from './tracing.ts';

/** Structured logs: one JSON object a line. The shape is pino's, which processes use. */
export interface Log {
  debug(fields: object, text: string): void;
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

const LEVELS = { debug: 20, info: 30, warn: 40, error: 50, silent: 60 } as const;

/** A logger without dependencies, for functions, where every kilobyte is paid for at a cold start. */
export function consoleLog(app: string, from: keyof typeof LEVELS): Log {
  const write = (level: number) => (fields: object, text: string) => {
    if (level < LEVELS[from]) return;
    const known = { level, time: Date.now(), app, ...traceFields() };
    process.stdout.write(`${JSON.stringify({ ...known, ...describeErrors(fields), msg: text })}\n`);
  };
  return {
    debug: write(LEVELS.debug),
    info: write(LEVELS.info),
    warn: write(LEVELS.warn),
    error: write(LEVELS.error),
  };
}

function describeErrors(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, errorFields(value)]),
  );
}

const SECRET = new Set(['password', 'authorization', 'token']);

type Fields = Record<string, unknown>;

/** Fields as they may be written: at the top and one level down, what is named as a secret is not told. */
export function withoutSecrets(fields: Fields): Fields {
  return withoutSecretsTo(1, fields);
}

function withoutSecretsTo(depth: number, fields: Fields): Fields {
  let told: Fields | undefined;
  for (const [key, value] of Object.entries(fields)) {
    const inner = SECRET.has(key) ? '[Redacted]' : value;
    const safe = depth > 0 && isPlain(inner) ? withoutSecretsTo(depth - 1, inner) : inner;
    if (safe !== value) (told ??= { ...fields })[key] = safe;
  }
  return told ?? fields;
}

const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !(value instanceof Error);
