import { expect, test } from 'vitest';
import { memoise, memoiseByParts } from './memoise.js';

test('each key is worked out once, also one of which there is nothing to say', () => {
  const asked: string[] = [];
  const length = memoise((key: string) => {
    asked.push(key);
    return key === '' ? undefined : key.length;
  });
  expect(['ab', '', 'ab', '', 'c'].map(length)).toEqual([2, undefined, 2, undefined, 1]);
  expect(asked).toEqual(['ab', '', 'c']);
});

test('what has the same two parts is worked out once', () => {
  const asked: string[] = [];
  const nameOf = memoiseByParts(
    ({ files, imports }: { name: string; files: object; imports: object }) => [imports, files],
    ({ name }) => {
      asked.push(name);
      return name;
    },
  );
  const [files, imports] = [{}, {}];
  expect(nameOf({ name: 'scan', files, imports })).toBe('scan');
  expect(nameOf({ name: 'project', files, imports })).toBe('scan');
  expect(nameOf({ name: 'other files', files: {}, imports })).toBe('other files');
  expect(nameOf({ name: 'other imports', files, imports: {} })).toBe('other imports');
  expect(asked).toEqual(['scan', 'other files', 'other imports']);
});
