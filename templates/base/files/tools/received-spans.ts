import type { IncomingMessage } from 'node:http';

/** A span as it arrives over OTLP/HTTP, read flat. Times are milliseconds since the epoch. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly service: string;
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  readonly start: number;
  readonly end: number;
  readonly error: string | null;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

type Value = { stringValue?: string; intValue?: string; boolValue?: boolean; doubleValue?: number };
type KeyValues = readonly { key: string; value: Value }[];

const KINDS = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const FAILED = 2;

/** Reads what an exporter posts to `/v1/traces`: the JSON form of OTLP's ExportTraceServiceRequest. */
export async function receivedSpans(request: IncomingMessage): Promise<ReceivedSpan[]> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  const spans: ReceivedSpan[] = [];
  for (const { resource, scopeSpans } of JSON.parse(text).resourceSpans) {
    const service = String(fields(resource.attributes)['service.name']);
    for (const { spans: some } of scopeSpans)
      for (const span of some) spans.push(flat(span, service));
  }
  return spans;
}

function flat(span: any, service: string): ReceivedSpan {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId || null,
    service,
    name: span.name,
    kind: KINDS[span.kind as number] ?? 'internal',
    start: Number(span.startTimeUnixNano) / 1e6,
    end: Number(span.endTimeUnixNano) / 1e6,
    error: span.status?.code === FAILED ? String(span.status.message ?? 'failed') : null,
    attributes: fields(span.attributes ?? []),
  };
}

function fields(attributes: KeyValues): Record<string, string | number | boolean> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? value.boolValue ?? Number(value.intValue ?? value.doubleValue),
    ]),
  );
}
