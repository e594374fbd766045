import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type ReceivedSpan, receivedSpans } from '../received-spans.ts';
import type { RunningSystem } from '../system.ts';
import { readMailboxes } from './mailboxes.ts';

const SPANS = 4_000;
const LINES = 2_000;
const LOOK_EVERY_MS = 1_500;
const LOCAL = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** A page about the running system, for development: it receives traces and log lines, and reads the outboxes. */
export interface Dashboard {
  readonly url: string;
  /** For OTEL_EXPORTER_OTLP_ENDPOINT of the apps. */
  readonly endpoint: string;
  /** Takes what an app wrote to its output. */
  line(app: string, text: string): void;
  /** Begins to show what a system is and does. */
  watch(system: RunningSystem): void;
  close(): void;
}

/** Opens the page on loopback only. There is none in production: it shows payloads and has no login. */
export async function openDashboard(root: string, port: number): Promise<Dashboard> {
  if (process.env['NODE_ENV'] === 'production')
    throw new Error('The dashboard is for development: it shows payloads and has no login');
  const { blueprint } = JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8'));
  const page = pageOf(import.meta.dirname);
  const readers = new Set<ServerResponse>();
  const spans: ReceivedSpan[] = [];
  const lines: object[] = [];
  const latest = new Map<string, unknown>([['blueprint', blueprint]]);
  const tell = (event: string, data: unknown) => {
    for (const reader of readers) reader.write(eventOf(event, data));
  };
  const show = (event: string, data: unknown) => {
    latest.set(event, data);
    tell(event, data);
  };
  const keep = <T>(all: T[], more: readonly T[], max: number, event: string) => {
    all.push(...more);
    all.splice(0, Math.max(0, all.length - max));
    tell(event, more);
  };
  const server = createServer(async (request, response) => {
    // A page of another site must not read this one through a name that leads here.
    if (!LOCAL.test(request.headers.host ?? '')) return response.writeHead(403).end();
    if (request.method === 'POST' && request.url === '/v1/traces') {
      keep(spans, await receivedSpans(request), SPANS, 'spans');
      return response.setHeader('content-type', 'application/json').end('{}');
    }
    if (request.method !== 'GET') return response.writeHead(405).end();
    if (request.url === '/') return response.writeHead(200, PAGE_HEADERS).end(page);
    if (request.url !== '/events') return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    for (const [event, data] of latest) response.write(eventOf(event, data));
    response.write(eventOf('spans', spans) + eventOf('lines', lines));
    readers.add(response);
    return request.on('close', () => readers.delete(response));
  });
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const url = await listen(server, port);
  return {
    url,
    endpoint: url,
    line: (app, text) => keep(lines, [lineOf(app, text)], LINES, 'lines'),
    watch: (system) => {
      void routesOf(system.url).then((routes) => show('system', { url: system.url, routes }));
      const look = async () => {
        show('mailboxes', await readMailboxes(system, blueprint));
        // It may have been closed while it looked.
        if (!isClosed) timer = setTimeout(look, LOOK_EVERY_MS);
      };
      void look();
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      server.close();
      server.closeAllConnections();
    },
  };
}

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** One file for the browser, which loads nothing else. */
function pageOf(folder: string): string {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return read('page.html')
    .replace('/* page.css */', () => read('page.css'))
    .replace('/* page.js */', () => read('page.js'));
}

const eventOf = (event: string, data: unknown): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** A line of structured log, or anything else that an app printed. */
function lineOf(app: string, text: string): object {
  try {
    return { process: app, ...JSON.parse(text) };
  } catch {
    return { process: app, time: Date.now(), level: 30, msg: text };
  }
}

/** What the public door says of itself. */
async function routesOf(url: string): Promise<object[]> {
  const answer = await fetch(`${url}/openapi.json`);
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, any>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary, 'x-policy': policy }]) => ({
      method: method.toUpperCase(),
      path,
      summary,
      policy,
    })),
  );
}

/** On the port that is wanted, or if that is taken, on any. */
async function listen(server: ReturnType<typeof createServer>, port: number): Promise<string> {
  const on = (wanted: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(wanted, '127.0.0.1', () => resolve(void server.off('error', reject)));
    });
  await on(port).catch(() => on(0));
  const address = server.address();
  return `http://127.0.0.1:${address && typeof address === 'object' ? address.port : port}`;
}
