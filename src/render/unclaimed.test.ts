import { expect, it } from 'vitest';
import { CATALOGUE } from '#blueprint/catalogue.js';
import type { Templates } from './templates.js';
import { unclaimed } from './unclaimed.js';

function paths(...given: string[]): string[] {
  const templates: Templates = {
    files: new Map(given.map((path) => [path, ''])),
    packageJson: { engines: {}, dependencies: {}, devDependencies: {} },
    lockfile: { lockfileVersion: 3, packages: {} },
    archLint: null,
  };
  return unclaimed(templates, CATALOGUE).map(({ message }) => message);
}

it('accepts what a blueprint can ask for', () => {
  expect(
    paths(
      'base/files/a',
      'patterns/serverless/files/a',
      'features/docker/files/a',
      'modules/users/module.json',
      'modules/users/files/a',
      'features/docker/README.md',
    ),
  ).toEqual([]);
});

it.each([
  ['base/a', 'not below a files folder'],
  ['patterns/soa/files/a', 'no pattern soa'],
  ['features/dockr/files/a', 'no feature dockr'],
  ['features/toString/files/a', 'no feature toString'],
  ['modules/users/files/a', 'no module.json'],
  ['modules/users/notes.txt', 'not below a files folder'],
])('reports %s', (path, why) => {
  expect(paths(path)[0]).toContain(why);
});
