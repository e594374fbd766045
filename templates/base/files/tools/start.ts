import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { announce } from './running.ts';
import { openDashboard } from './dashboard/server.ts';
import { portIn, settingsHere } from './env-file.ts';
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

function leave(error: unknown): never {
  process.stderr.write(`It did not start: ${error instanceof Error ? error.message : error}\n`);
  process.exit(2);
}

function ports() {
  try {
    const port = portIn(settings, 'PORT', 3000);
    // Beside it; any beside any, and where no port comes next.
    const beside = port === 0 ? 0 : (port + 1) % 65_536;
    return { port, dashboardPort: portIn(settings, 'DASHBOARD_PORT', beside) };
  } catch (error) {
    return leave(error);
  }
}

const began = performance.now();
const settings = settingsHere(root);
const { port, dashboardPort } = ports();
const dashboard =
  process.env['NODE_ENV'] === 'production' ? null : await openDashboard(root, dashboardPort);
// A collector that somebody named gets the traces instead.
const named = 'OTEL_EXPORTER_OTLP_ENDPOINT' in settings;
const system = await startSystem({
  root,
  port,
  data: join(root, '.data/postgres'),
  durable: true,
  env: dashboard && !named ? { OTEL_EXPORTER_OTLP_ENDPOINT: dashboard.endpoint } : {},
  output: show,
}).catch(leave);
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
  void system.stop().then(() => {
    // After the apps, which hand it their last traces.
    dashboard?.close();
    process.exit(0);
  });
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
whenOrphaned(stop);
