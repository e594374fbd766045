// Runs in a generated repo: starts its system on a database of its own, and says where the database is.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { startSystem } = await import(join(process.cwd(), 'tools/system.ts'));
const system = await startSystem({
  root: process.cwd(),
  port: 0,
  data: mkdtempSync(join(tmpdir(), 'two-versions-')),
  durable: false,
  env: {},
  output: () => {},
});
const app = system.hostOf('orders');
process.on('SIGTERM', () => void system.stop().then(() => process.exit(0)));
console.log(`ready ${system.databaseUrl(app)} ${system.loginUrl(app)}`);
