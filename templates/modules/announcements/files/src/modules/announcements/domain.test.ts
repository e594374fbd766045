import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Announcement, flagsOf, visible } from './domain.ts';

const about = (id: string, flag: string | null): Announcement => ({ id, title: id, text: id, flag });
const all = [about('all', null), about('one', 'a'), about('two', 'a'), about('three', 'b')];

test('each flag is asked for once', () => {
  assert.deepEqual(flagsOf(all), ['a', 'b']);
  assert.deepEqual(flagsOf([]), []);
});

test('without its flag an announcement is not seen', () => {
  const seen = (on: string[]) => visible(all, new Set(on)).map(({ id }) => id);
  assert.deepEqual(seen([]), ['all']);
  assert.deepEqual(seen(['a']), ['all', 'one', 'two']);
  assert.deepEqual(seen(['b', 'c']), ['all', 'three']);
});
