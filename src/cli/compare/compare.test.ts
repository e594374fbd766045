import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../create-backend.js';
import { memoryShell } from '../memory-shell.js';

describe('compare', () => {
  let cwd = '';
  const run = async (...argv: readonly string[]) => {
    const shell = memoryShell({ cwd });
    const exitCode = await main(argv, shell);
    return { exitCode, out: shell.stdout(), err: shell.stderr() };
  };

  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'compare-'));
    await writeFile(join(cwd, 'small.yaml'), 'engineers: 4\nteams: 1\n');
    const bursts = { engineers: 4, teams: 1, peakRps: 200, averageRps: 5, workload: ['webhooks'] };
    await writeFile(join(cwd, 'bursts.json'), JSON.stringify(bursts));
  });
  afterAll(() => rm(cwd, { recursive: true, force: true }));

  it('says which answers differ and what that changes, within the width', async () => {
    const { out, exitCode } = await run('compare', 'small.yaml', 'bursts.json');
    expect(exitCode).toBe(0);
    const [verdict, ...rest] = out.split('\n');
    expect(verdict).toMatch(/^serverless \(.*\) instead of modular monolith \(/);
    expect(rest).toContainEqual(expect.stringMatching(/^ {2}workload +crud, .* -> webhooks$/));
    expect(out).toMatch(/ {2}small +bursts\n/);
    expect(out.split('\n').filter((line) => line.length > 80 || line.endsWith(' '))).toEqual([]);
  });

  it('prints the same as JSON, and nothing that is equal', async () => {
    const { out } = await run('compare', 'small.yaml', 'bursts.json', '--json');
    const difference = JSON.parse(out);
    expect(difference).toMatchObject({
      from: { name: 'small', pattern: 'modular-monolith' },
      to: { name: 'bursts', pattern: 'serverless' },
      sameRecommendation: false,
    });
    const keys = difference.answers.map(({ key }: { readonly key: string }) => key);
    expect(keys).toContain('peakRps');
    expect(keys).not.toContain('engineers');
  });

  it('finds no difference between a file and itself', async () => {
    const { out } = await run('compare', 'small.yaml', 'small.yaml');
    expect(out).toMatch(/^Still modular monolith/);
    expect(out).toContain('Answers that differ\n  none\n');
    expect(out).toContain('What moved\n  nothing that weighs\n');
  });

  it('names the file that it cannot use', async () => {
    const { exitCode, err } = await run('compare', 'small.yaml', 'gone.yaml');
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^ANSWERS_UNREADABLE: .*gone\.yaml/);
  });

  it('answers what-if on top of what was given', async () => {
    const argv = ['decide', '--answers', 'small.yaml', '--what-if', 'team=40,peak-rps=2000'];
    const { out } = await run(...argv);
    expect(out).toMatch(/ {2}engineers +4 -> 40\n/);
    expect(out).toMatch(/ {2}peakRps +[\d.]+ -> 2,000\n/);
    expect(out).toMatch(/ {2}engineersIn18Months .* \(follows\)\n/);
    expect(JSON.parse((await run(...argv, '--json')).out).to.name).toBe('team=40,peak-rps=2000');
  });

  it.each([
    ['tems=4', /^WHAT_IF_UNKNOWN: .*Did you mean "teams"\?/],
    ['project=x', /^WHAT_IF_UNKNOWN: /],
    ['engineers=many', /^ANSWER_NOT_A_NUMBER: /],
    ['engineers=0', /^ANSWER_OUT_OF_RANGE: /],
    ['engineers=3,teams=9', /^ANSWERS_CONTRADICT: /],
    [' , ', /^WHAT_IF_EMPTY: /],
  ])('refuses --what-if %s', async (changes, problem) => {
    const { exitCode, err } = await run('decide', '--what-if', changes);
    expect(exitCode).toBe(2);
    expect(err).toMatch(problem);
  });
});
