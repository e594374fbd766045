import { expect, test } from 'vitest';
import { memoise } from './memoise.js';

test('each key is worked out once, also one of which there is nothing to say', () => {
  const asked: string[] = [];
  const length = memoise((key: string) => {
    asked.push(key);
    return key === '' ? undefined : key.length;
  });
  expect(['ab', '', 'ab', '', 'c'].map(length)).toEqual([2, undefined, 2, undefined, 1]);
  expect(asked).toEqual(['ab', '', 'c']);
});
