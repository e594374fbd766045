import { createServer } from 'node:http';
import type { Config } from './config.ts';

/** Serves metrics on a port of their own, so that the public door need not show them. */
export async function openMetricsDoor(
  { METRICS_PORT, HOST }: Config,
  read: () => Promise<{ readonly type: string; readonly text: string }>,
): Promise<{ close(): void }> {
  if (METRICS_PORT === undefined) return { close: () => {} };
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics')
      return void response.writeHead(404).end();
    read().then(
      ({ type, text }) => response.writeHead(200, { 'content-type': type }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(METRICS_PORT, HOST, resolve),
  );
  return { close: () => void server.close().closeAllConnections() };
}
