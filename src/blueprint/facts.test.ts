import { expect, it } from 'vitest';
import { readFacts } from './facts.js';

const TEXT = JSON.stringify({ name: 'users', needs: [], subscribes: [], routes: true, paths: [] });

it('reads every module.json, by template, with PostgreSQL when nothing is said', () => {
  const result = readFacts(
    new Map([
      ['modules/users/module.json', TEXT],
      ['base/files/x', ''],
    ]),
  );
  expect(result).toMatchObject({ ok: true });
  expect(result.ok && result.value.get('users')?.engines).toEqual(['postgres']);
});

it.each([
  ['no JSON', 'modules/users/module.json', '{'],
  ['a stray field', 'modules/users/module.json', TEXT.replace('{', '{"x":1,')],
  ['another name', 'modules/orders/module.json', TEXT],
])('refuses %s and names the file', (_, path, text) => {
  const result = readFacts(new Map([[path, text]]));
  expect(result).toMatchObject({ ok: false, problems: [{ code: 'MODULE_FACTS_INVALID' }] });
  expect(JSON.stringify(result)).toContain(path);
});
