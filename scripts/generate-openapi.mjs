// Writes templates/modules/<name>/files/docs/openapi/<name>.json: the API that a generated repository starts with,
// and is held to. `--check` writes nothing and fails when one is stale.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

const [major, minor] = process.versions.node.split('.').map(Number);
const here = major > 22 || (major === 22 && minor >= 22);
const node = here ? [] : ['npx', '-y', '-p', 'node@24'];
const [file, ...args] = [...node, 'node', `${ROOT}scripts/describe-modules.mjs`];
const modules = JSON.parse(execFileSync(file, args, { encoding: 'utf8' }));

const stale = [];
for (const [module, description] of Object.entries(modules)) {
  const path = `${ROOT}templates/modules/${module}/files/docs/openapi/${module}.json`;
  const text = `${JSON.stringify(description, null, 2)}\n`;
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  stale.push(path);
  if (process.argv.includes('--check')) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
if (process.argv.includes('--check') && stale.length > 0) {
  process.stderr.write(`stale: run node scripts/generate-openapi.mjs\n  ${stale.join('\n  ')}\n`);
  process.exit(1);
}
