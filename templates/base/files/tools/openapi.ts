import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { record } from './recorded-api.ts';
import { startSystem } from './system.ts';

/** `npm run openapi`: records what the running system says of itself. Commit it with the change that made it different. */
const root = join(import.meta.dirname, '..');
const { blueprint } = JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8'));
const data = mkdtempSync(join(tmpdir(), 'openapi-'));
const system = await startSystem({
  root,
  port: 0,
  data,
  durable: false,
  env: {},
  output: () => {},
});
try {
  const answer = await fetch(`${system.url}/openapi.json`);
  const { paths } = (await answer.json()) as { paths: Record<string, unknown> };
  const written = record(paths, blueprint.modules);
  process.stdout.write(
    written.length > 0 ? `written: ${written.join(', ')}\n` : 'nothing has changed\n',
  );
} finally {
  await system.stop();
  rmSync(data, { recursive: true, force: true });
}
