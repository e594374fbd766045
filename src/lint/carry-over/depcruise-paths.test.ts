import { builtinModules } from 'node:module';
import { expect, test } from 'vitest';
import { targetsOf, type Targets } from './depcruise-paths.js';

test.each<[string, Partial<Targets>]>([
  ['^src/cli/', { files: ['src/cli/**'] }],
  ['^node_modules/moment/', { packages: ['moment'] }],
  ['^node_modules/(lodash|moment)(/|$)', { packages: ['{lodash,moment}'] }],
  ['node_modules/@aws-sdk/', { packages: ['@aws-sdk/**'] }],
  ['^node_modules/@acme/log$', { packages: ['@acme/log'] }],
  ['^node_modules/lodash', { packages: ['lodash**'] }],
  ['node_modules', { packages: ['**'] }],
  ['^(fs|path)$', { builtins: ['{fs,path}'] }],
  ['^fs', { files: ['fs**'], builtins: ['fs**'] }],
  ['moment', { files: ['**/*moment**'], packages: ['**/*moment**'] }],
  ['', { files: ['**'], packages: ['**'], builtins: ['**'] }],
])('%j', (expression, found) => {
  expect(targetsOf([expression], 'any', builtinModules)).toEqual({
    files: [],
    packages: [],
    builtins: [],
    ...found,
  });
});

test('what is within a package cannot be said', () => {
  expect(() => targetsOf(['^node_modules/lodash/fp/x$'], 'any', builtinModules)).toThrow(
    'the inside of a package',
  );
});
