// What `decide` takes beyond `node -e 0`: CPU and wall time, and the most memory; medians of interleaved runs. By hand:
// node bench/decide.mjs [runs] [other checkout]. Limits: 150 ms and 120 MB for 20,000 draws.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const RUNS = Number(process.argv[2] ?? 7);
const roots = [join(import.meta.dirname, '..'), ...process.argv.slice(3).map((one) => resolve(one))];
const COMPANIES = {
  'clear': ['--engineers', '12'],
  'likely': ['--engineers', '40', '--teams', '6', '--peak-rps', '2000'],
  'close call': ['--engineers', '25', '--workload', 'crud,streaming'],
};
const OUTPUTS = { text: [], json: ['--json'], html: ['--html'] };

/** User and system CPU in ms, wall in ms, peak memory in MB, of one child. */
function run(args) {
  const wall = performance.now();
  const { stderr, status } = spawnSync('/usr/bin/env', ['time', '-f', '%U %S %M', process.execPath, ...args], { encoding: 'utf8', maxBuffer: 64e6 });
  if (status !== 0) throw new Error(stderr);
  const [user, system, kb] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { wall: performance.now() - wall, cpu: (user + system) * 1000, mb: kb / 1024 };
}
const cases = [['node -e 0', ['-e', '0']]];
for (const root of roots) {
  const cli = join(root, 'bin/create-backend.js');
  cases.push([`${root}: --help`, [cli, '--help']]);
  for (const [name, answers] of Object.entries(COMPANIES))
    for (const [output, flags] of Object.entries(OUTPUTS)) cases.push([`${root}: ${name}, ${output}`, [cli, 'decide', ...answers, ...flags]]);
}
const measured = cases.map(() => []);
for (let round = 0; round < RUNS; round += 1) for (const [index, [, args]] of cases.entries()) measured[index].push(run(args));
const median = (of, key) => of.map((one) => one[key]).toSorted((a, b) => a - b)[Math.floor(of.length / 2)];
const [bare] = measured;
process.stdout.write(`node ${process.version}, medians of ${RUNS}; node -e 0: ${median(bare, 'wall').toFixed(0)} ms, ${median(bare, 'cpu').toFixed(0)} ms CPU\n`);
for (const [index, [name]] of cases.entries()) {
  const beyond = (key) => (median(measured[index], key) - median(bare, key)).toFixed(0).padStart(5);
  process.stdout.write(`${name.padEnd(50)} ${beyond('wall')} ms, ${beyond('cpu')} ms CPU beyond it; ${median(measured[index], 'mb').toFixed(0)} MB\n`);
}
