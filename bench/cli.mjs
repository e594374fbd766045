// Start, scaffold and decision of the built CLI, beside bare node, interleaved in one run. Medians; run by hand.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RUNS = Number(process.argv[2] ?? 11);
const cli = join(import.meta.dirname, '../bin/create-backend.js');
const lint = join(import.meta.dirname, '../bin/arch-lint.js');
const folder = mkdtempSync(join(tmpdir(), 'bench-cli-'));

const cases = {
  'node -e 0': () => ['-e', '0'],
  'create-backend --help': () => [cli, '--help'],
  'arch-lint --help': () => [lint, '--help'],
  'decide --json (20,000 draws)': () => [cli, 'decide', '--engineers', '12', '--json'],
  'scaffold, 200 files, no install, no git': (run) => [cli, `shop-${run}`, '--project', 'shop', '--pattern', 'event-driven', '--modules', 'users,inventory,orders,payments,invoices', '--yes', '--no-install', '--no-git'],
};
const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));

for (let run = 0; run < RUNS; run += 1) {
  for (const [name, args] of Object.entries(cases)) {
    const began = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args(run), { cwd: folder, encoding: 'utf8' });
    times[name].push(performance.now() - began);
    if (status !== 0) throw new Error(`${name}: exit ${status}\n${stderr}`);
  }
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const bare = median(times['node -e 0']);
process.stdout.write(`node ${process.version}, medians of ${RUNS}\n`);
for (const [name, values] of Object.entries(times)) {
  process.stdout.write(`${name.padEnd(42)} ${median(values).toFixed(0).padStart(5)} ms  ${(median(values) / bare).toFixed(2).padStart(5)} × bare node\n`);
}
const made = readdirSync(join(folder, 'shop-0'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
process.stdout.write(`files in the scaffold: ${made}\n`);
rmSync(folder, { recursive: true, force: true });
