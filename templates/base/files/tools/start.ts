import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seed } from './seed.ts';
import { startSystem } from './system.ts';

const root = join(import.meta.dirname, '..');
const verbose = process.argv.includes('--verbose');
const { blueprint } = JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8'));

/** Warnings and errors always; every line with --verbose. */
function show(app: string, line: string): void {
  const level = /"level":(\d+)/.exec(line)?.[1];
  if (verbose || level === undefined || Number(level) >= 40)
    process.stdout.write(`[${app}] ${line}\n`);
}

const began = performance.now();
const port = Number(process.env['PORT'] || 3000);
const system = await startSystem({
  root,
  port,
  data: join(root, '.data/postgres'),
  durable: true,
  env: {},
  output: show,
}).catch((error: Error) => {
  process.stderr.write(`It did not start: ${error.message}\n`);
  process.exit(2);
});
const seeded = await seed(
  system.url,
  system.adminSetupToken,
  blueprint.modules.map(({ name }: { name: string }) => name),
);
process.stdout.write(
  [
    `${blueprint.project} (${blueprint.pattern}) is running: ${system.url}`,
    `  apps       ${system.apps.join(', ')}`,
    `  started in ${((performance.now() - began) / 1000).toFixed(1)} s; routes at ${system.url}/openapi.json`,
    ...seeded.map((line) => `  ${line}`),
    '  stop with Ctrl-C; --verbose shows every log line',
    '',
  ].join('\n'),
);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void system.stop().then(() => process.exit(0));
  });
}
