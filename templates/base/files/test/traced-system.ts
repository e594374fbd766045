import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '#test/api.ts';
import { withSystem } from '#test/running-system.ts';
import { type ReceivedSpan, receivedSpans } from '#tools/received-spans.ts';
import type { RunningSystem } from '#tools/system.ts';

export interface Traced {
  readonly system: RunningSystem;
  /** Every span that the apps sent so far. */
  readonly spans: readonly ReceivedSpan[];
  /** Every log line that the apps wrote so far, and which app wrote it. */
  readonly logs: readonly Readonly<Record<string, any>>[];
  /** Waits until the spans of a trace are as wanted. */
  trace(id: string, wanted: (spans: readonly ReceivedSpan[]) => boolean): Promise<ReceivedSpan[]>;
}

/** A system whose traces go to a receiver in this test, over the protocol that collectors speak. */
export async function withTracedSystem(
  env: NodeJS.ProcessEnv,
  run: (traced: Traced) => Promise<void>,
): Promise<void> {
  const spans: ReceivedSpan[] = [];
  const receiver = createServer(async (request, response) => {
    if (request.url === '/v1/traces') spans.push(...(await receivedSpans(request)));
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const logs: Record<string, any>[] = [];
  try {
    await withSystem(
      (system) =>
        run({
          system,
          spans,
          logs,
          trace: (id, wanted) =>
            eventually(
              `trace ${id}`,
              async () => spans.filter(({ traceId }) => traceId === id),
              wanted,
              30_000,
            ),
        }),
      { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...env },
      (app, line) => {
        if (line.startsWith('{')) logs.push({ process: app, ...JSON.parse(line) });
      },
    );
  } finally {
    receiver.close();
    receiver.closeAllConnections();
  }
}

/** A caller's `traceparent`, and the ids in it. */
export function caller(sampled = true) {
  const id = (length: number) => crypto.randomUUID().replaceAll('-', '').slice(0, length);
  const [traceId, spanId] = [id(32), id(16)];
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-${sampled ? '01' : '00'}` };
}

/** The span that a span is part of; of a span that has none, nothing. */
export function parentOf(span: ReceivedSpan, spans: readonly ReceivedSpan[]) {
  return spans.find(({ spanId }) => spanId === span.parentSpanId);
}
