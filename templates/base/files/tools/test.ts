import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMPILED } from './child.ts';
import { settingsHere } from './env-file.ts';
import { startSystem, FOR_TESTS } from './system.ts';

/**
 * Runs every test: units, the acceptance suite against the whole system, who gets in, and what happens when it breaks.
 *   npm test -- acceptance                   one phase
 *   npm test -- acceptance orders,users      of it only files with these words in their paths
 *   npm test -- unit saga --test-name-pattern=late    with options of node --test
 */
const root = join(import.meta.dirname, '..');
const given = process.argv.slice(2);
const options = given.filter((word) => word.startsWith('--'));
const [only, words = ''] = given.filter((word) => !word.startsWith('--'));

async function nodeTest(
  patterns: readonly string[],
  env: NodeJS.ProcessEnv,
  concurrency = 2,
): Promise<number> {
  const files = patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter((file) => words.split(',').some((word) => file.includes(word)))
    .toSorted();
  if (files.length === 0) throw new Error(`no tests match ${patterns.join(' ')} ${words}`);
  const args = [
    '--test',
    // A test that hangs is a test that fails.
    '--test-timeout=600000',
    `--test-concurrency=${concurrency}`,
    ...options,
    ...files,
  ];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...COMPILED, ...process.env, ...env },
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

async function againstSystem(run: (env: NodeJS.ProcessEnv) => Promise<number>): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), 'acceptance-'));
  const lines: string[] = [];
  const system = await startSystem({
    root,
    port: 0,
    data,
    durable: false,
    env: FOR_TESTS,
    output: (app, line) => lines.push(`[${app}] ${line}`),
  });
  try {
    const code = await run({ BASE_URL: system.url, ADMIN_SETUP_TOKEN: system.adminSetupToken });
    if (code !== 0)
      process.stderr.write(
        `${lines
          .filter((line) => /"level":[456]0/.test(line))
          .slice(-40)
          .join('\n')}\n`,
      );
    return code;
  } finally {
    await system.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Whether two systems of this repository would work on the same servers: some are named, here or in `.env`. */
function sharesServers(): boolean {
  const named = settingsHere(root);
  const servers = ['DATABASE_URL', 'BROKER_URL', 'REDIS_URL', 'DYNAMODB_ENDPOINT'];
  return servers.some((key) => named[key]);
}

/** The files of each phase. What stands together runs together: those start systems of their own. */
const PHASES: readonly Readonly<Record<string, readonly string[]>>[] = [
  { unit: ['src/**/*.test.ts', 'test/{unit,repository}/**/*.test.ts'] },
  { acceptance: ['test/acceptance/*.test.ts'] },
  {
    security: ['test/security/*.test.ts'],
    telemetry: ['test/telemetry/*.test.ts'],
    resilience: ['test/resilience/*.test.ts'],
  },
];

const names = PHASES.flatMap((together) => Object.keys(together));
if (only !== undefined && !names.includes(only)) {
  process.stderr.write(`There is no phase ${only}; there are ${names.join(', ')}.\n`);
  process.exit(2);
}
for (const together of PHASES) {
  const wanted = Object.entries(together).filter(([name]) => only === undefined || name === only);
  if (wanted.length === 0) continue;
  process.stdout.write(`\n# ${wanted.map(([name]) => name).join(', ')}\n`);
  const patterns = wanted.flatMap(([, files]) => files);
  const code = await ('acceptance' in together
    ? againstSystem((env) => nodeTest(patterns, env))
    : nodeTest(patterns, {}, sharesServers() ? 1 : 2));
  if (code !== 0) process.exit(code);
}
