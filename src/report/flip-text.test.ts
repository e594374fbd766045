import { expect, it } from 'vitest';
import { flipText, togetherText } from './flip-text.js';

it('says which answers turn a decision only together', () => {
  const changes = [
    { input: 'consistency', from: 'strong', to: 'eventual' },
    { input: 'engineers', from: 9, to: 1400 },
  ];
  expect(togetherText({ smallestFlip: { winner: 'serverless', changes } })).toBe(
    'together: consistency eventual, engineers 1,400 -> serverless',
  );
  expect(
    togetherText({ smallestFlip: { winner: 'serverless', changes: changes.slice(1) } }),
  ).toBeNull();
  expect(togetherText({ smallestFlip: null })).toBeNull();
});

it('says of a list what joins or leaves it, and of one answer what it was', () => {
  const flip = (input: string, from: string, to: string) =>
    flipText({ input, from, to, direction: 'to', winner: 'modular-monolith' });
  expect(flip('workload', 'batch,crud', 'batch,crud,inference')).toBe(
    'workload: with inference as well -> modular monolith',
  );
  expect(flip('workload', 'batch,crud', 'crud')).toBe(
    'workload: without batch -> modular monolith',
  );
  expect(flip('compliance', 'none', 'fedramp')).toBe(
    'compliance: fedramp (now none) -> modular monolith',
  );
  expect(flip('consistency', 'eventual', 'strong')).toBe(
    'consistency: strong (now eventual) -> modular monolith',
  );
});
