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
