import { expect, it } from 'vitest';
import { togetherText } from './flip-text.js';

it('says which answers turn a decision only together', () => {
  const changes = [
    { input: 'consistency', from: 'strong', to: 'eventual' },
    { input: 'engineers', from: 9, to: 1400 },
  ];
  expect(togetherText({ smallestFlip: { winner: 'serverless', changes } })).toBe(
    'only together: consistency: eventual and engineers: 1,400 -> serverless',
  );
  expect(
    togetherText({ smallestFlip: { winner: 'serverless', changes: changes.slice(1) } }),
  ).toBeNull();
  expect(togetherText({ smallestFlip: null })).toBeNull();
});
