import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Feature } from '#features/contribution.js';
import { FEATURES } from '#features/registry.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { CHECKS } from '../tools/checks.js';
import { exists } from '../tools/program.js';
import { freePort } from './debian-postgres.js';
import { generate } from './generate-repos.js';
import { end, type Environment, finish } from './in-repo.js';
import { PROJECT } from './repos.js';

/** COMBINATIONS=2 COMBINATIONS_SEED=7 looks at two others; the name of a test says how to see it again. */
const COUNT = Number(process.env['COMBINATIONS'] ?? 5);
const SEED = Number(process.env['COMBINATIONS_SEED'] ?? 1);
const CATALOGUE: Readonly<Record<string, Feature>> = FEATURES;

/** Ready-made ones, and two that are written in the words of the generic one. */
const CANDIDATES = ['users', 'inventory', 'orders', 'payments', 'invoices', 'api-keys'];

interface Combination {
  readonly pattern: PatternId;
  readonly modules: readonly string[];
  readonly features: readonly string[];
}

/** Numbers from 0 to 1 that a seed decides. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A feature with what it requires, and what that requires. */
function withRequired(id: string): readonly string[] {
  const all = new Set([id]);
  for (const one of all) for (const other of CATALOGUE[one]?.requires ?? []) all.add(other);
  return [...all];
}

/** Whichever of the two says so. */
const exclude = (one: string, other: string) =>
  CATALOGUE[one]?.conflicts.includes(other) === true ||
  CATALOGUE[other]?.conflicts.includes(one) === true;

/** A pattern, half of the modules, and half of the features that work with it, with what those require and without what they exclude. */
function combination(seed: number): Combination {
  const next = numbers(seed);
  const pattern = PATTERN_IDS[Math.floor(next() * PATTERN_IDS.length)] ?? 'modular-monolith';
  const possible = Object.values(CATALOGUE).filter(({ patterns }) => patterns.includes(pattern));
  const chosen = new Set<string>();
  for (const { id } of possible) {
    if (next() >= 0.5) continue;
    const wanted = withRequired(id);
    const fits = wanted.every((one) => ![...chosen].some((other) => exclude(one, other)));
    if (fits) for (const one of wanted) chosen.add(one);
  }
  const half = CANDIDATES.filter(() => next() < 0.5);
  const modules = half.length > 0 ? half : ['invoices'];
  return { pattern, modules, features: [...chosen].toSorted() };
}

/** A Redis for the features that have something to say to one; without it their tests say what they leave out. */
async function withRedis<T>(use: (env: Environment) => Promise<T>): Promise<T> {
  if (!(await exists('redis-server'))) return use({});
  const port = await freePort();
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', ''];
  const server = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    for await (const chunk of server.stdout) if (/ready to accept/i.test(String(chunk))) break;
    return await use({ REDIS_URL: `redis://127.0.0.1:${port}` });
  } finally {
    await end(server);
  }
}

async function run(cwd: string, argv: readonly [string, ...string[]], env: Environment = {}) {
  const { code, output } = await finish({ cwd, argv, env });
  expect(code, `${argv.join(' ')}\n${output.slice(-8000)}`).toBe(0);
  return output;
}

const chosen = Array.from({ length: COUNT }, (_, index) => {
  const seed = SEED + index;
  const one = combination(seed);
  const name = `${seed}: ${one.pattern} of ${one.modules.join(', ')} with ${one.features.join(', ')}`;
  return { ...one, name };
});

describe('a combination of features', () => {
  it.for(chosen)('$name', { timeout: 30 * 60_000 }, async (wanted, context) => {
    const folder = mkdtempSync(join(tmpdir(), 'combination-'));
    const cwd = join(folder, 'in', PROJECT);
    try {
      generate(wanted, join(folder, 'in'));
      await run(cwd, ['npm', 'ci', '--ignore-scripts']);
      await run(cwd, ['npm', 'run', 'check']);
      const output = await withRedis((env) => run(cwd, ['npm', 'test'], env));
      const passed = [...output.matchAll(/^. pass (\d+)$/gm)].map(([, count]) => Number(count));
      const left: string[] = [];
      for (const { name, missing, reads, check } of CHECKS) {
        const why = (await missing()) ?? (existsSync(join(cwd, reads)) ? null : `no ${reads}`);
        if (why !== null) left.push(`${name}: ${why}`);
        else expect(await check(cwd), name).toEqual([]);
      }
      const tests = passed.reduce((sum, count) => sum + count, 0);
      context.task.meta.figures = `${tests} tests, ${CHECKS.length - left.length} of ${CHECKS.length} checks${left.length > 0 ? ` (${left.join('; ')})` : ''}`;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
