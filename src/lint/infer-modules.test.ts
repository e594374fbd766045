import { expect, test } from 'vitest';
import { drawProject } from './draw-project.js';
import { projectModel } from './infer-modules.js';

const modulesOf = (...paths: string[]) => {
  const { layout, list } = drawProject(Object.fromEntries(paths.map((path) => [path, []]))).modules;
  return [layout, ...list.map(({ name }) => name)];
};

test.each([
  [
    ['src/modules/a/x.ts', 'src/modules/b/x.ts', 'src/platform/x.ts'],
    ['src/modules/<module>', 'a', 'b'],
  ],
  [
    ['src/domains/a/x.ts', 'src/domains/b/x/y.ts'],
    ['src/{domains,features,contexts}/<module>', 'a', 'b'],
  ],
  [
    ['apps/web/x.ts', 'libs/core/x.ts'],
    ['{apps,packages,services,libs}/<module>', 'web', 'core'],
  ],
  [
    ['src/a/x.ts', 'src/b/x.ts', 'src/main.ts'],
    ['src/<module>', 'a', 'b'],
  ],
  [
    ['src/modules/a/x.ts', 'src/b/x.ts'],
    ['src/<module>', 'b', 'modules'],
  ],
  [['a.ts', 'b.ts', 'src/c.ts'], ['none']],
])('%j', (paths, expected) => {
  expect(modulesOf(...paths).sort()).toEqual([...expected].sort());
});

test('workspaces are modules when each holds sources', () => {
  const scan = drawProject({ 'x/one/a.ts': [], 'x/two/a.ts': [] });
  const packages = [
    { folder: '', name: 'root', workspace: true },
    { folder: 'x/one', name: '@x/one', workspace: true },
    { folder: 'x/two', name: null, workspace: true },
    { folder: 'x/empty', name: '@x/empty', workspace: true },
  ];
  expect(projectModel({ ...scan, packages }).modules).toEqual({
    layout: 'workspaces',
    list: [
      { name: '@x/one', folder: 'x/one' },
      { name: 'x/two', folder: 'x/two' },
    ],
  });
});
