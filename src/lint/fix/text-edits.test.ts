import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, offsetOf, unifiedDiff, withoutOverlaps } from './text-edits.js';

test('edits are made by their places in the text as it was', () => {
  const edits = [
    { start: 4, end: 5, insert: 'X' },
    { start: 0, end: 1, insert: '' },
    { start: 2, end: 2, insert: '__' },
  ];
  expect(applyEdits('abcdef', edits)).toBe('b__cdXf');
});

test('of edits that overlap the first is made', () => {
  const edits = [
    { start: 2, end: 4, insert: 'x' },
    { start: 0, end: 3, insert: 'y' },
    { start: 4, end: 4, insert: 'z' },
    { start: 4, end: 4, insert: 'again' },
  ];
  expect(withoutOverlaps(edits).map(({ insert }) => insert)).toEqual(['y', 'z']);
});

test('a place is an offset', () => {
  expect(offsetOf('a\r\nbc\nd', 2, 2)).toBe(4);
  expect(offsetOf('a', 3, 1)).toBe(1);
});

test('a diff gives the text after it from the text before it', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const text = (of: readonly string[]) => of.map((line) => `${line}\n`).join('');
      const diff = unifiedDiff([{ path: 'x', before: text(before), after: text(after) }]);
      expect(patched(before, diff)).toEqual(after);
    }),
  );
});

/** What the format says: at each hunk old lines give way to new ones. */
function patched(before: readonly string[], diff: string): string[] {
  const result: string[] = [];
  let at = 0;
  for (const line of diff.split('\n').slice(2)) {
    const [, start, amount] = /^@@ -(\d+),(\d+)/.exec(line) ?? [];
    if (start !== undefined) {
      const to = amount === '0' ? Number(start) : Number(start) - 1;
      while (at < to) result.push(before[at++] ?? '');
    } else if (line.startsWith('+')) result.push(line.slice(1));
    else if (line.startsWith('-')) {
      expect(line.slice(1)).toBe(before[at++]);
    } else if (line.startsWith(' ')) {
      expect(line.slice(1)).toBe(before[at]);
      result.push(before[at++] ?? '');
    }
  }
  return [...result, ...before.slice(at)];
}
