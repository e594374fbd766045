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
  // Below the folder where the code lies, wherever that is.
  [
    ['server/src/modules/a/x.ts', 'server/src/modules/b/x.ts', 'server/src/lib/x.ts'],
    ['server/src/modules/<module>', 'a', 'b'],
  ],
  [
    ['lib/a/x.js', 'lib/b/x.js', 'lib/__tests__/x.js', 'lib/main.js', 'scripts/x/y.js'],
    ['lib/<module>', 'a', 'b'],
  ],
  [
    ['src/vs/base/x.ts', 'src/vs/editor/x.ts', 'src/vs/loader.js', 'build/lib/x.js'].concat(
      Array.from({ length: 5 }, (_, i) => `src/vs/workbench/${i}.ts`),
    ),
    ['src/vs/<module>', 'base', 'editor', 'workbench'],
  ],
  [
    ['src/app/orders/x.ts', 'src/app/users/x.ts', 'src/app/app.module.ts', 'src/app/main.ts'],
    ['src/app/<module>', 'orders', 'users'],
  ],
  [
    [
      'lib/core/a.js',
      'lib/hooks/b.js',
      'lib/c.js',
      'build/a.js',
      'types/a.d.ts',
      'integration/a.js',
    ],
    ['lib/<module>', 'core', 'hooks'],
  ],
  [
    ['controllers/a.js', 'models/a.js', 'routes/a.js', 'app.js', 'test/a.js', 'docs/x/y.js'],
    ['<module>', 'controllers', 'models', 'routes'],
  ],
  [
    ['libs/shop/cart/src/a.ts', 'libs/shop/pay/src/a.ts', 'libs/ui/src/a.ts', 'apps/web/src/b.ts'],
    ['{apps,packages,services,libs}/<module>', 'shop/cart', 'shop/pay', 'ui', 'web'],
  ],
])('%j', (paths, expected) => {
  expect(modulesOf(...paths).sort()).toEqual([...expected].sort());
});

test('examples and tests that are workspaces are no modules while there are others', () => {
  const folders = ['packages/core', 'packages/testing', 'examples/one', 'e2e/two'];
  const scan = drawProject(Object.fromEntries(folders.map((folder) => [`${folder}/a.ts`, []])));
  const of = (some: readonly string[]) =>
    projectModel({
      ...scan,
      packages: some.map((folder) => {
        return {
          folder,
          name: folder,
          workspace: true,
          dependencies: [],
          entries: [],
          commands: [],
        };
      }),
    }).modules.list.map(({ name }) => name);
  expect(of(folders)).toEqual(['packages/core', 'packages/testing']);
  expect(of(['examples/one', 'e2e/two'])).toEqual(['examples/one', 'e2e/two']);
});

test('workspaces are modules when each holds sources', () => {
  const scan = drawProject({ 'x/one/a.ts': [], 'x/two/a.ts': [] });
  const workspace = { workspace: true, dependencies: [], entries: [], commands: [] };
  const packages = [
    { ...workspace, folder: '', name: 'root' },
    { ...workspace, folder: 'x/one', name: '@x/one' },
    { ...workspace, folder: 'x/two', name: null },
    { ...workspace, folder: 'x/empty', name: '@x/empty' },
  ];
  expect(projectModel({ ...scan, packages }).modules).toEqual({
    layout: 'workspaces',
    list: [
      { name: '@x/one', folder: 'x/one' },
      { name: 'x/two', folder: 'x/two' },
    ],
  });
});
