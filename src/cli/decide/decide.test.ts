import { describe, expect, it } from 'vitest';
import { Decision } from '#decision/schema.js';
import { main } from '../create-backend.js';
import { memoryShell } from '../memory-shell.js';

async function decide(...argv: readonly string[]) {
  const shell = memoryShell();
  return {
    exitCode: await main(['decide', ...argv], shell),
    out: shell.stdout(),
    err: shell.stderr(),
  };
}

const LARGE = ['--engineers', '180', '--teams', '20', '--ops-maturity', '5', '--peak-rps', '8000'];

describe('decide', () => {
  it('fits one screen of 80 by 24', { timeout: 120_000 }, async () => {
    for (const argv of [[], LARGE]) {
      const { out, exitCode } = await decide(...argv);
      const lines = out.trimEnd().split('\n');
      expect(exitCode).toBe(0);
      expect(lines.length).toBeLessThanOrEqual(24);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    }
  });

  it('prints a decision that its schema accepts, the same for the same answers', async () => {
    const { out } = await decide('--json', ...LARGE);
    const decision = Decision.parse(JSON.parse(out));
    expect(decision.ranking[0]?.pattern).toBe(decision.recommended.pattern);
    expect((await decide(...LARGE, '--json')).out).toBe(out);
  });

  it('gives different companies different answers', async () => {
    const small = JSON.parse((await decide('--json', '--engineers', '4')).out);
    const stream = ['--workload', 'streaming,analytics', '--replay', 'replay', '--consumers', '8'];
    const large = JSON.parse((await decide('--json', ...stream, '--engineers', '40')).out);
    expect(small.recommended.pattern).not.toBe(large.recommended.pattern);
  });

  it('says what was chosen instead, and what speaks against it', async () => {
    const argv = ['--pattern', 'microservices', '--because', 'we must', '--teams', '1'];
    const { out } = await decide(...argv);
    expect(out).toContain('Chosen instead: microservices (we must)');
    expect(out).toContain('against microservices-single-team: ');
    const { out: record } = await decide('--adr', ...argv);
    expect(record).toContain('Chosen option: "microservices", because we must.');
  });

  it('warns of prices that are older than a year, and decides the same', async () => {
    const [now, later] = await Promise.all(
      ['2027-08-21', '2027-08-23'].map(async (today) => {
        const shell = memoryShell({ today });
        expect(await main(['decide', '--adr', '--engineers', '12'], shell)).toBe(0);
        return shell;
      }),
    );
    expect(now?.stderr()).toBe('');
    expect(later?.stderr()).toMatch(/^PRICES_OLD: prices are of 2026-08-21, 367 days old/);
    expect(later?.stdout()).toBe(now?.stdout());
  });

  it('refuses to set aside a veto that does not exist', async () => {
    const { exitCode, err } = await decide(
      '--accept-veto',
      'strong-invariant=we have thought about it',
    );
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^VETO_UNKNOWN: .*Did you mean "strong-invariants"\?/);
  });
});
