import { randomUUID } from 'node:crypto';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import { type Attributes, type Recorder, recordSpans, type Span } from './tracing.ts';

const BATCH = 512;
const UNSENT_MAX = 4_096;
const EVERY_MS = 2_000;
const PATIENCE_MS = 5_000;
const CLOCK_STEP_MS = 20;

const KINDS = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;
const FAILED = 2;

export interface Tracing {
  /** Spans that were given up: the collector was away or too slow. */
  dropped(): number;
  /** Sends what is left. */
  close(): Promise<void>;
}

/** Sends spans to an OpenTelemetry collector (or Jaeger) over OTLP/HTTP as JSON. Without one configured, none are made. */
export function startTracing(app: string, config: Config, log: Log): Tracing {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint) return { dropped: () => 0, close: async () => {} };
  const send = sender(endpoint, app, config, log);
  let queue: Span[] = [];
  let unsent = 0;
  let dropped = 0;
  let sending: Promise<void> = Promise.resolve();
  const flush = (): Promise<void> => {
    const batch = queue;
    queue = [];
    // One request at a time: a slow collector must not pile up requests here.
    if (batch.length > 0)
      sending = sending.then(async () => {
        if (!(await send(batch))) dropped += batch.length;
        unsent -= batch.length;
      });
    return sending;
  };
  const timer = setInterval(() => void flush(), EVERY_MS).unref();
  recordSpans({
    samples: samplerOf(config.OTEL_TRACES_SAMPLER, config.OTEL_TRACES_SAMPLER_ARG),
    record: (span) => {
      if (unsent >= UNSENT_MAX) {
        dropped += 1;
        return;
      }
      unsent += 1;
      if (queue.push(span) >= BATCH) void flush();
    },
  });
  return {
    dropped: () => dropped,
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}

/** The samplers of the OpenTelemetry specification, by their names. */
export function samplerOf(name: Config['OTEL_TRACES_SAMPLER'], ratio: number): Recorder['samples'] {
  const [base, parentBased] = name.startsWith('parentbased_')
    ? [name.slice('parentbased_'.length), true]
    : [name, false];
  // By the random part of the trace id, so that every app decides alike.
  const limit = base === 'always_on' ? 1 : base === 'always_off' ? 0 : ratio;
  const root = (traceId: string) => Number.parseInt(traceId.slice(-13), 16) < limit * 2 ** 52;
  return (traceId, parent) => (parentBased && parent !== undefined ? parent : root(traceId));
}

function sender(endpoint: string, app: string, config: Config, log: Log) {
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const headers = { 'content-type': 'application/json', ...headersOf(config) };
  const resource = {
    attributes: attributesOf({
      'service.name': config.OTEL_SERVICE_NAME ?? app,
      'service.version': config.RELEASE,
      'service.instance.id': randomUUID(),
      'deployment.environment.name': config.NODE_ENV,
    }),
  };
  const now = wallClock();
  let away = false;
  return async (batch: readonly Span[]): Promise<boolean> => {
    const offset = now();
    const spans = batch.map((span) => spanOf(span, offset));
    const body = JSON.stringify({
      resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'platform' }, spans }] }],
    });
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const answer = await fetch(url, { method: 'POST', headers, body, signal });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
      away = false;
      return true;
    } catch (error) {
      // Once, not at every attempt: traces are the least that is wrong then.
      if (!away) log.warn({ error }, 'traces are lost until the collector answers');
      away = true;
      return false;
    }
  };
}

/** What to add to `performance.now()`. Follows the wall clock only when that was set anew, so that spans stay in line. */
function wallClock(): () => number {
  let offset = Date.now() - performance.now();
  return () => {
    const actual = Date.now() - performance.now();
    if (Math.abs(actual - offset) > CLOCK_STEP_MS) offset = actual;
    return offset;
  };
}

function spanOf({ trace, parent, name, kind, attributes, ...span }: Span, offset: number) {
  return {
    traceId: trace.slice(3, 35),
    spanId: trace.slice(36, 52),
    ...(parent !== undefined && { parentSpanId: parent.slice(36, 52) }),
    name,
    kind: KINDS[kind],
    startTimeUnixNano: nanoseconds(span.startedAt + offset),
    endTimeUnixNano: nanoseconds(span.endedAt + offset),
    attributes: attributesOf(attributes),
    status: span.error === undefined ? {} : { code: FAILED, message: span.error },
  };
}

/** Beyond the precision of a number, so microseconds and three zeros. */
const nanoseconds = (milliseconds: number): string => `${Math.round(milliseconds * 1_000)}000`;

function attributesOf(attributes: Attributes) {
  return Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value: anyValue(value) }],
  );
}

function anyValue(value: string | number | boolean) {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/** `key=value,key2=value2`, as the OpenTelemetry specification writes them. */
function headersOf({ OTEL_EXPORTER_OTLP_HEADERS }: Config): Record<string, string> {
  const pairs = (OTEL_EXPORTER_OTLP_HEADERS ?? '').split(',').filter((pair) => pair.includes('='));
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())];
    }),
  );
}
