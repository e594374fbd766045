// arch-lint beside plain reading and, where installed, beside rev-dep and dependency-cruiser, on the same
// question: the whole graph, its cycles and one boundary. Interleaved in one run; medians; run by hand; needs GNU time.
//   npm install --prefix /tmp/peers rev-dep dependency-cruiser typescript@5
//   node bench/lint.mjs <folder to check> [rounds] [folder with the peers' node_modules]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [folder, rounds = '7', peers] = process.argv.slice(2);
if (folder === undefined) throw new Error('Give the folder to check');
const root = resolve(folder);
const made = mkdtempSync(join(tmpdir(), 'bench-lint-'));
process.on('exit', () => rmSync(made, { recursive: true, force: true }));
const written = (file, text) => {
  writeFileSync(file, text);
  return file;
};

const because = 'Measured beside other tools, on the same question.';
const clause = (rule, options) => ({ rule, name: rule, because, severity: 'warning', options });
const config = written(
  join(made, 'architecture.json'),
  JSON.stringify({
    version: 1,
    clauses: [
      clause('no-cycles', {}),
      clause('allowed-imports', { from: '**', files: { deny: ['**/*.test.*'] } }),
    ],
  }),
);
const reading = written(
  join(made, 'reading.mjs'),
  `import { readdirSync, readFileSync } from 'node:fs';
  const read = (folder) => {
    for (const found of readdirSync(folder, { withFileTypes: true })) {
      const path = folder + '/' + found.name;
      if (found.isFile() && /\\.(?:[cm]?[jt]s|[jt]sx|vue|svelte)$/.test(path)) readFileSync(path, 'utf8');
      else if (found.isDirectory() && !/^(?:\\.|node_modules$|dist$)/.test(found.name)) read(path);
    }
  };
  read(process.argv[2]);`,
);

const node = process.execPath;
const lint = join(import.meta.dirname, '../bin/arch-lint.js');
const cases = {
  'node -e 0': [node, '-e', '0'],
  'arch-lint --help': [node, lint, '--help'],
  'reading every source file': [node, reading, root],
  'arch-lint warm': [node, lint, root, '--config', config],
  'arch-lint cold': [node, lint, root, '--config', config, '--no-cache'],
  'arch-lint warm, inferred rules': [node, lint, root],
  'arch-lint cold, inferred rules': [node, lint, root, '--no-cache'],
  ...(peers === undefined ? {} : peerCases(resolve(peers, 'node_modules'))),
};

/** rev-dep is its binary, without the script that npm puts before it; it finds its configuration only in the folder itself. */
function peerCases(modules) {
  const revDep = join(modules, `@rev-dep/${process.platform}-${process.arch}/bin/rev-dep`);
  const cruiser = join(modules, 'dependency-cruiser/bin/dependency-cruise.mjs');
  const found = {};
  if (existsSync(revDep)) {
    const file = join(root, 'rev-dep.config.json');
    if (existsSync(file)) throw new Error(`${file} is there already`);
    process.on('exit', () => rmSync(file, { force: true }));
    const boundary = { name: 'boundary', pattern: '**/*', allow: ['**/*'], deny: ['**/*.test.*'] };
    const cycles = { enabled: true };
    const rule = { path: '.', circularImportsDetection: cycles, moduleBoundaries: [boundary] };
    written(file, JSON.stringify({ configVersion: '1.10', rules: [rule] }));
    found['rev-dep circular'] = [revDep, 'circular', '--algorithm', 'SCC', '--cwd', root];
    found['rev-dep config run'] = [revDep, 'config', 'run', '--cwd', root];
  }
  if (existsSync(cruiser)) {
    const rules = {
      forbidden: [
        { name: 'cycles', from: {}, to: { circular: true } },
        { name: 'boundary', from: {}, to: { path: '[.]test[.]' } },
      ],
      options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true },
    };
    const file = written(join(made, 'cruiser.json'), JSON.stringify(rules));
    found['dependency-cruiser'] = [node, cruiser, '--config', file, '.'];
  }
  return found;
}

const OK = new Set([0, 1]);
const measured = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
const once = (name) => {
  const file = join(made, 'time');
  const { status } = spawnSync('time', ['-q', '-o', file, '-f', '%e %U %S %M', ...cases[name]], {
    cwd: root,
    stdio: 'ignore',
  });
  // The peers' exit code is how much they found.
  if (name.startsWith('arch-lint') && !OK.has(status)) throw new Error(`${name}: exit ${status}`);
  const [wall, user, system, memory] = readFileSync(file, 'utf8').trim().split(' ').map(Number);
  measured[name].push({ wall, cpu: user + system, memory });
};
for (const name of Object.keys(cases)) once(name); // Fills the caches.
for (const name of Object.keys(cases)) measured[name] = [];
for (let round = 0; round < Number(rounds); round++) {
  for (const name of Object.keys(cases)) {
    if (name !== 'dependency-cruiser' || round === 0) once(name);
  }
}

const median = (name, what) => {
  const values = measured[name].map((one) => one[what]).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)];
};
const bases = ['reading every source file', 'rev-dep config run'].filter((name) => cases[name]);
process.stdout.write(`${root}, node ${process.version}, medians of ${rounds}\n`);
process.stdout.write(
  `${'| |'.padEnd(36)} wall | cpu | peak memory | ${bases.map((b) => `wall × ${b} | cpu ×`).join(' | ')} |\n`,
);
for (const name of Object.keys(cases)) {
  const [wall, cpu] = [median(name, 'wall'), median(name, 'cpu')];
  const ratios = bases.map(
    (base) =>
      `${(wall / median(base, 'wall')).toFixed(2)} | ${(cpu / median(base, 'cpu')).toFixed(2)}`,
  );
  const memory = `${(median(name, 'memory') / 1000).toFixed(0)} MB`;
  process.stdout.write(
    `| ${name.padEnd(32)} | ${wall.toFixed(2)} s | ${cpu.toFixed(2)} s | ${memory} | ${ratios.join(' | ')} |\n`,
  );
}
