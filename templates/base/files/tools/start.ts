import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { announce } from './running.ts';
import { openDashboard } from './dashboard/server.ts';
import { settingsHere } from './env-file.ts';
import { whenOrphaned } from './orphaned.ts';
import { seed } from './seed.ts';
import { startSystem } from './system.ts';

const root = join(import.meta.dirname, '..');
const verbose = process.argv.includes('--verbose');
const { blueprint } = JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8'));

/** Warnings and errors always; every line with --verbose. */
function show(app: string, line: string): void {
  dashboard?.line(app, line);
  const level = /"level":(\d+)/.exec(line)?.[1];
  if (verbose || level === undefined || Number(level) >= 40)
    process.stdout.write(`[${app}] ${line}\n`);
}

const began = performance.now();
const settings = settingsHere(root);
const port = Number(settings['PORT'] || 3000);
const dashboard =
  process.env['NODE_ENV'] === 'production'
    ? null
    : await openDashboard(root, Number(settings['DASHBOARD_PORT'] || port + 1));
// A collector that somebody named gets the traces instead.
const named = 'OTEL_EXPORTER_OTLP_ENDPOINT' in settings;
const system = await startSystem({
  root,
  port,
  data: join(root, '.data/postgres'),
  durable: true,
  env: dashboard && !named ? { OTEL_EXPORTER_OTLP_ENDPOINT: dashboard.endpoint } : {},
  output: show,
}).catch((error: Error) => {
  process.stderr.write(`It did not start: ${error.message}\n`);
  process.exit(2);
});
const modules: readonly string[] = blueprint.modules.map(({ name }: { name: string }) => name);
const running = announce(
  root,
  modules.map((module) => system.databaseUrl(system.hostOf(module))),
);
dashboard?.watch(system);
const seeded = await seed(system.url, system.adminSetupToken, modules);
process.stdout.write(
  [
    `${blueprint.project} (${blueprint.pattern}) is running: ${system.url}`,
    `  apps       ${system.apps.join(', ')}`,
    `  started in ${((performance.now() - began) / 1000).toFixed(1)} s; routes at ${system.url}/openapi.json`,
    ...(dashboard ? [`  dashboard  ${dashboard.url}`] : []),
    ...seeded.map((line) => `  ${line}`),
    '  stop with Ctrl-C; --verbose shows every log line',
    '',
  ].join('\n'),
);

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  running.end();
  dashboard?.close();
  void system.stop().then(() => process.exit(0));
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
whenOrphaned(stop);
