import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { sought } from '#lint/sought.js';
import { scanProject } from './scan-project.js';

const made: string[] = [];
afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** What texts of a project name, of what seems unused. */
async function mentioned(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'mentions-'));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const scan = await scanProject(root, { sought });
  return scan.mentioned;
}

const used = { 'package.json': '{ "name": "shop" }', 'src/index.ts': '' };

test('a file is named by its path: as it lies, as it will be built, or without its extension', async () => {
  const { files } = await mentioned({
    ...used,
    'src/index.ts':
      "import './late/load.js'; import { join } from 'node:path'; join(import.meta.dirname, 'post', 'mail.js');",
    'src/post/mail.ts': '',
    'src/post/dead.ts': '',
    'src/late/load.ts': "export const where = ['./kinds/after', './beside'];",
    'src/late/beside.ts': '',
    'src/late/kinds/after.ts': '',
    'serverless.yml': 'handler: src/orders/create.run',
    'src/orders/create.ts': "import './sum.js';",
    'src/orders/sum.ts': '',
    'src/print/pdf.ts': '',
    Dockerfile: 'CMD ["node", "dist/print/pdf.js"]',
  });
  expect(files).toEqual([
    'src/late/beside.ts',
    'src/late/kinds/after.ts',
    'src/orders/create.ts',
    'src/post/mail.ts',
    'src/print/pdf.ts',
  ]);
});

test('a folder from which texts load by names that they put together has no dead files', async () => {
  const { files } = await mentioned({
    ...used,
    'src/index.ts':
      "import { join } from 'node:path'; require('./kinds/' + kind); import(`./deep/kinds/${kind}.js`); load(join(__dirname, 'jobs')); load(join(__dirname, '../lib')); readdir(all);",
    'src/b.config.ts': "import 'path'; require('./other/' + name)",
    'src/kinds/one.ts': '',
    'src/deep/kinds/one.ts': '',
    'src/jobs/mail/one.ts': '',
    'src/other/one.ts': '',
    'src/models/index.ts': 'for (const file of files) require(join(__dirname, file));',
    'src/models/order.ts': '',
    'src/models/parts/none.ts': '',
    'lib/one.ts': '',
  });
  expect(files).toEqual([
    'src/deep/kinds/one.ts',
    'src/jobs/mail/one.ts',
    'src/kinds/one.ts',
    'src/models/order.ts',
  ]);
});

test('no file is named by an import of another of its name, a word, or what is dead itself', async () => {
  const { files } = await mentioned({
    ...used,
    'src/index.ts':
      "import './a/words.js'; import { join } from 'node:path'; const mail = 'mail'; // see lost.js",
    'src/a/words.ts': '',
    'src/b/words.ts': '',
    'src/b/mail.ts': '',
    'src/b/lost.ts': '',
    'other/package.json': '{ "name": "other" }',
    'other/start.sh': 'node lost.js',
    'src/c/dead.ts': "import { join } from 'path'; join(__dirname, 'deader.js');",
    'src/c/deader.ts': '',
  });
  expect(files).toEqual([]);
});

test('a package is named by styles, configuration, paths into it and commands without an extension', async () => {
  const names = ['normalize.css', '@x/babel', 'chart.js', 'nopt', 'late', 'gone', 'commented-out'];
  const dependencies = Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const { packages } = await mentioned({
    'package.json': JSON.stringify({
      name: 'shop',
      dependencies,
      babel: { presets: ['@x/babel'] },
    }),
    'bin/shop': "#!/usr/bin/env node\nconst nopt = require('nopt');",
    'src/index.ts':
      "const files = ['./node_modules/chart.js/dist/a.js'];\nconst when = 'late';\n// require('commented-out')",
    'src/index.css': "@import '~normalize.css/all';",
  });
  expect(packages.map(({ name }) => name).sort()).toEqual([
    '@x/babel',
    'chart.js',
    'nopt',
    'normalize.css',
  ]);
});

test('packages are named by how their names begin, where the rest is known when it runs', async () => {
  const names = ['store-disk', '@sent/mail', '@sent/sms', 'other-disk', 'left-pad'];
  const { packages } = await mentioned({
    'package.json': JSON.stringify({
      name: 'shop',
      scripts: { start: 'node -r left-pad/register src/index.js' },
      dependencies: Object.fromEntries(names.map((name) => [name, '1.0.0'])),
    }),
    'src/index.ts':
      "require(`store-${kind}`); import('@sent/' + name); const text = `other-${kind}`;",
  });
  expect(packages.map(({ name }) => name).sort()).toEqual([
    '@sent/mail',
    '@sent/sms',
    'left-pad',
    'store-disk',
  ]);
});

test('a module that a declaration file declares is no package, be it one of many', async () => {
  const { modules } = await mentioned({
    'package.json': '{ "name": "shop" }',
    'src/index.ts':
      "import '@theme/Layout'; import '@made/routes'; import 'virtual-list/all'; import 'left-pad'; import 'koa';",
    'src/types.d.ts':
      "declare module '@theme/*';\ndeclare module '@made/routes' {\n  import './x';\n}\ndeclare module \"virtual-list/all\" {}\ndeclare module '*.svg';",
    'src/koa.d.ts': "import './x';\ndeclare module 'koa' {}",
  });
  expect(modules).toEqual(['@made/routes', '@theme/Layout', 'virtual-list']);
});

test('what a text of another package names is none of this one', async () => {
  const { packages } = await mentioned({
    'package.json': '{ "workspaces": ["packages/*"] }',
    'packages/a/package.json': '{ "name": "a", "dependencies": { "left-pad": "1" } }',
    'packages/a/index.js': '',
    'packages/b/package.json': '{ "name": "b" }',
    'packages/b/index.js': "const used = 'left-pad';",
  });
  expect(packages).toEqual([]);
});
