import { describe, expect, it } from 'vitest';
import { completeAnswers } from './defaults.js';
import { parseAnswers } from './schema.js';

function complete(raw: unknown) {
  const parsed = parseAnswers(raw);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message ?? 'not parsed');
  return completeAnswers(parsed.value);
}

describe('completeAnswers', () => {
  it('turns users into load and says how', () => {
    const { averageRps, peakRps, assumptions } = complete({
      users: 100_000,
      variability: 'steady',
    });
    expect(averageRps).toBe(57.9);
    expect(peakRps).toBe(86.8);
    expect(assumptions).toContainEqual({
      key: 'averageRps',
      value: 57.9,
      because: '100000 users a day, 50 requests each',
    });
  });

  it('counts a team for each seven engineers, and the reverse', () => {
    expect(complete({ engineers: 200 }).teams).toBe(29);
    expect(complete({ engineers: 3 }).teams).toBe(1);
    expect(complete({ teams: 4 }).engineers).toBe(28);
  });

  it('reads the variability from a given peak and average', () => {
    expect(complete({ averageRps: 10, peakRps: 90 }).variability).toBe('spiky');
  });

  it('treats "unknown" as silence, and assumes nothing that was given', () => {
    expect(complete({ engineers: 'unknown', workload: 'unknown' })).toEqual(complete({}));
    const { assumptions } = complete({ engineers: 4, growth: 'flat' });
    expect(assumptions.map(({ key }) => key)).not.toContain('engineers');
    expect(assumptions.map(({ key }) => key)).not.toContain('growth');
  });

  it('keeps regimes and kinds of data in step', () => {
    expect(complete({ dataClasses: ['cards'] }).compliance).toEqual(['pci']);
    expect(complete({ compliance: ['hipaa'] }).dataClasses).toEqual(['health']);
  });

  it('an average of zero with a given peak stays finite', () => {
    const { averageRps, peakRps } = complete({ averageRps: 0, peakRps: 90 });
    expect([averageRps, peakRps]).toEqual([0, 90]);
    expect(complete({ users: 0 }).peakRps).toBe(0);
  });

  it('defaults to the ready-made modules in a project called shop', () => {
    const { project, modules } = complete({});
    expect(project).toBe('shop');
    expect(modules.map(({ plural }) => plural)).toEqual([
      'users',
      'inventory',
      'orders',
      'payments',
    ]);
  });
});
