// What `decide --json` takes beyond the start of the process: CPU and wall time, and the most memory. Run by hand:
// node bench/decide.mjs [runs]. Limits: 150 ms and 120 MB for 20,000 draws.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const RUNS = Number(process.argv[2] ?? 7);
const cli = join(import.meta.dirname, '../bin/create-backend.js');
const COMPANIES = {
  'clear': ['--engineers', '12'],
  'close call': ['--engineers', '25', '--workload', 'crud,streaming'],
  'large': ['--engineers', '180', '--teams', '20', '--ops-maturity', '5', '--peak-rps', '8000'],
};

/** User and system CPU in ms, wall in ms, peak memory in MB, of one child. */
function run(args) {
  const wall = performance.now();
  const { stderr, status } = spawnSync('/usr/bin/env', ['time', '-f', '%U %S %M', process.execPath, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const [user, system, kb] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { wall: performance.now() - wall, cpu: (user + system) * 1000, mb: kb / 1024 };
}
const least = (values) => Math.min(...values);
const measure = (args) => {
  const all = Array.from({ length: RUNS }, () => run(args));
  return { wall: least(all.map((one) => one.wall)), cpu: least(all.map((one) => one.cpu)), mb: Math.max(...all.map((one) => one.mb)) };
};

const start = measure([cli, '--help']);
process.stdout.write(`node ${process.version}, best of ${RUNS}; start (--help): ${start.wall.toFixed(0)} ms, ${start.cpu.toFixed(0)} ms CPU\n`);
for (const [name, args] of Object.entries(COMPANIES)) {
  const { wall, cpu, mb } = measure([cli, 'decide', '--json', ...args]);
  process.stdout.write(`${name.padEnd(12)} ${(wall - start.wall).toFixed(0).padStart(5)} ms beyond start, ${(cpu - start.cpu).toFixed(0).padStart(5)} ms CPU, ${mb.toFixed(0)} MB\n`);
}
