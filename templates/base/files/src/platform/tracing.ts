import { AsyncLocalStorage } from 'node:async_hooks';
import { childTrace, newTrace } from './call.ts';

export type Attributes = Record<string, string | number | boolean | undefined>;
export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

/** A piece of work that took time, as part of a trace. */
export interface Span {
  readonly name: string;
  readonly kind: SpanKind;
  /** Its own `traceparent`, and that of the span it is part of. */
  readonly trace: string;
  readonly parent: string | undefined;
  readonly attributes: Attributes;
  /** Both on the clock of `performance.now()`. */
  readonly startedAt: number;
  endedAt: number;
  error: string | undefined;
}

/** Where spans go. Who records also decides which traces are worth it. */
export interface Recorder {
  /** `parent` is what the caller decided, where there is one. */
  samples(traceId: string, parent: boolean | undefined): boolean;
  record(span: Span): void;
}

let recorder: Recorder = { samples: (_id, parent) => parent ?? false, record: () => {} };
const current = new AsyncLocalStorage<string>();

export function recordSpans(next: Recorder): void {
  recorder = next;
}

const SAMPLED = 1;
const isSampled = (trace: string): boolean =>
  (Number.parseInt(trace.slice(-2), 16) & SAMPLED) === SAMPLED;

/** Begins what a caller outside of this process asked for: a span even where nothing is recorded, since logs name it. */
export function beginSpan(
  kind: 'server' | 'consumer',
  name: string,
  parent: string | undefined,
  attributes: Attributes,
): Span {
  const given = childTrace(parent);
  const known = parent !== undefined && given.slice(3, 35) === parent.slice(3, 35);
  const sampled = recorder.samples(given.slice(3, 35), known ? isSampled(given) : undefined);
  const flags = sampled ? '01' : '00';
  const trace = given.endsWith(flags) ? given : `${given.slice(0, -2)}${flags}`;
  return begun(kind, name, trace, known ? parent : undefined, attributes);
}

export function endSpan(span: Span, error?: string): void {
  if (!isSampled(span.trace)) return;
  span.endedAt = performance.now();
  span.error = error;
  recorder.record(span);
}

/** Runs work as part of a span: log lines and inner spans find it there. */
export function within<T>(span: Span, work: () => Promise<T>): Promise<T> {
  return current.run(span.trace, work);
}

/** Runs work that ends a span, whichever way it ends. */
export async function during<T>(span: Span, work: (trace: string) => Promise<T>): Promise<T> {
  try {
    const result = await current.run(span.trace, work, span.trace);
    endSpan(span);
    return result;
  } catch (error) {
    endSpan(span, String(error));
    throw error;
  }
}

/** Does a part of the work as a span below `parent`. Costs next to nothing where the trace is not recorded. */
export function inSpan<T>(
  kind: SpanKind,
  name: string,
  parent: string | undefined,
  attributes: Attributes,
  work: (trace: string) => Promise<T>,
): Promise<T> {
  if (parent === undefined || !isSampled(parent)) return work(parent ?? newTrace());
  return during(begun(kind, name, childTrace(parent), parent, attributes), work);
}

export function currentTrace(): string | undefined {
  return current.getStore();
}

/** What a log line says of its place in a trace. */
export function traceFields(trace = currentTrace()): { trace_id?: string; span_id?: string } {
  return trace === undefined ? {} : { trace_id: trace.slice(3, 35), span_id: trace.slice(36, 52) };
}

function begun(
  kind: SpanKind,
  name: string,
  trace: string,
  parent: string | undefined,
  attributes: Attributes,
): Span {
  const startedAt = performance.now();
  return { name, kind, trace, parent, attributes, startedAt, endedAt: startedAt, error: undefined };
}
