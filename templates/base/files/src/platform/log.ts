/** Structured logs: one JSON object a line. The shape is pino's, which processes use. */
export interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/** A logger without dependencies, for functions, where every kilobyte is paid for at a cold start. */
export function consoleLog(app: string): Log {
  const write = (level: number) => (fields: object, text: string) => {
    const line = { level, time: Date.now(), app, ...describeErrors(fields), msg: text };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
  return { info: write(30), warn: write(40), error: write(50) };
}

function describeErrors(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Error
        ? { type: value.name, message: value.message, stack: value.stack }
        : value,
    ]),
  );
}
