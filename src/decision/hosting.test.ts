import { describe, expect, it } from 'vitest';
import { completeAnswers } from '#answers/defaults.js';
import { loadKnowledge } from '#knowledge/load.js';
import { numbersOf } from '#knowledge/lookup.js';
import type { PatternId } from '#shared/pattern-id.js';
import { hostingOf } from './hosting.js';

const numbers = numbersOf(loadKnowledge());

function usd(pattern: PatternId, averageRps: number, peakRps: number, what?: readonly string[]) {
  const complete = completeAnswers({ averageRps, peakRps, dataGb: 0 });
  return hostingOf(pattern, complete, numbers)
    .filter((line) => what === undefined || what.includes(line.what))
    .reduce((sum, line) => sum + line.usd, 0);
}

describe('hostingOf', () => {
  it('prices two small tasks and a balancer as the published arithmetic does: 52.57', () => {
    expect(usd('modular-monolith', 1, 1, ['containers', 'load balancer'])).toBeCloseTo(52.57, 1);
  });

  it('prices 100 steady requests/s on functions as the published arithmetic does: 534', () => {
    expect(usd('serverless', 100, 100, ['functions', 'HTTP API'])).toBeCloseTo(534, 0);
  });

  it('functions and two small tasks break even near 10 requests/s', () => {
    const functions = (rps: number) => usd('serverless', rps, rps, ['functions', 'HTTP API']);
    const tasks = (rps: number) =>
      usd('modular-monolith', rps, rps, ['containers', 'load balancer']);
    expect(functions(9)).toBeLessThan(tasks(9));
    expect(functions(11)).toBeGreaterThan(tasks(11));
  });

  it('many deployables have a floor several times that of one', () => {
    expect(usd('microservices', 0, 0)).toBeGreaterThan(3 * usd('modular-monolith', 0, 0));
  });
});
