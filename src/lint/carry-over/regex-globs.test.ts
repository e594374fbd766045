import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathGlob } from '#shared/path-glob.js';
import { regexToGlobs } from './regex-globs.js';

test.each([
  ['^src/', ['src/**']],
  ['^src/modules/[^/]+/', ['src/modules/*/**']],
  ['^(src|lib)/', ['{src,lib}/**']],
  ['(^|/)tsconfig[.]json$', ['**/tsconfig.json']],
  ['[.](?:spec|test)[.](?:js|ts)$', ['**/*.{spec,test}.{js,ts}']],
  ['\\.d\\.ts$', ['**/*.d.ts']],
  ['^src/(?!shared)', 'looks around itself'],
  ['^src/[a-z]+/', 'has a class of characters'],
  ['^src/\\w+', 'has \\w'],
  ['^src/(a/)+', 'repeats a part of the path'],
  ['a{2}', 'repeats'],
  ['a^b', 'has an end within'],
  ['^./src', ['?/src**']],
  ['^/abs', 'matches no path below the root'],
  ['^src/(b', 'does not close what it opens'],
  ['^src/b)', 'closes what it does not open'],
])('%s', (source, expected) => {
  const found = regexToGlobs(source);
  if (typeof expected === 'string') {
    expect(found).toMatchObject({ ok: false, why: expect.stringContaining(expected) });
  } else expect(found).toMatchObject({ ok: true, globs: expected });
});

test('a group that is a whole part of the path becomes a placeholder, which a dollar repeats', () => {
  expect(regexToGlobs('^src/([^/]+)/api/')).toMatchObject({ globs: ['src/<g1>/api/**'] });
  expect(regexToGlobs('^src/$1/')).toMatchObject({ globs: ['src/<g1>/**'] });
  expect(regexToGlobs('^src/x([^/]+)/')).toMatchObject({
    why: expect.stringContaining('a piece of a part'),
  });
});

describe('globs match what the expression matches', () => {
  const name = fc.constantFrom('a', 'b', 'ab', 'src', 'a.ts', 'b.spec.ts', '.a', 'x-y');
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const piece = fc.constantFrom(
    'a',
    'b',
    '/',
    'src',
    '[.]',
    '\\.',
    '.',
    '.*',
    '.+',
    '[^/]+',
    '[^/]*',
    '(a|b)',
    '(?:ts|js)',
    '(?:a/b|b)',
    '(^|/)',
    '(/|$)',
    'b?',
    '(?:a)?',
    '[ab]',
    '.*?',
    '[^/]',
  );
  const expression = fc
    .tuple(fc.constantFrom('', '^'), fc.array(piece, { maxLength: 6 }), fc.constantFrom('', '$'))
    .map(([start, pieces, end]) => `${start}${pieces.join('')}${end}`);

  test('wherever it can be said', () => {
    let said = 0;
    fc.assert(
      fc.property(expression, fc.array(path, { minLength: 5, maxLength: 30 }), (source, paths) => {
        const found = regexToGlobs(source);
        if (!found.ok) return;
        said++;
        const globs = found.globs.map(pathGlob);
        const regex = new RegExp(source);
        for (const one of paths)
          expect([source, one, globs.some((glob) => glob.match(one) !== undefined)]).toEqual([
            source,
            one,
            regex.test(one),
          ]);
      }),
      { numRuns: 3000 },
    );
    expect(said).toBeGreaterThan(1000);
  });
});
