import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { lintProject, removeProjects, runArchLint, textIn } from './testing/lint-project.js';

afterEach(removeProjects);

const orders = {
  'src/modules/orders/total.ts': "import { tax } from './tax';\nexport const total = () => tax;\n",
  'src/modules/orders/tax.ts':
    'export const tax = 1;\nexport interface Rate {}\nexport default 2;\n',
  'src/modules/users/user.ts':
    "import { total } from '../orders/total';\nimport type { Rate } from '../orders/tax';\nexport const user: Rate = total;\n",
};
const INDEX = 'src/modules/orders/index.ts';

describe('a module without a public file', () => {
  test('gets one that exports what others use, and they use it', async () => {
    const root = lintProject(orders);
    const { code, err } = await runArchLint(root, 'adopt', 'orders');
    expect([code, err]).toEqual([0, 'Made 3 changes in 2 files\n']);
    expect(textIn(root, INDEX)).toBe(
      "export type { Rate } from './tax';\nexport { total } from './total';\n",
    );
    expect(textIn(root, 'src/modules/users/user.ts')).toBe(
      "import { total } from '../orders';\nimport type { Rate } from '../orders';\nexport const user: Rate = total;\n",
    );
    expect(await runArchLint(root, 'adopt', 'orders')).toEqual({
      code: 0,
      out: '',
      err: 'Nobody uses the inside of orders\n',
    });
  });

  test('is shown first on demand, as a patch', async () => {
    const root = lintProject(orders);
    const { code, out } = await runArchLint(root, 'adopt', 'src/modules/orders/', '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain(`--- /dev/null\n+++ b/${INDEX}\n@@ -0,0 +1,2 @@\n+export type { Rate }`);
    expect(out).toContain("-import { total } from '../orders/total';");
    expect(existsSync(join(root, INDEX))).toBe(false);
  });

  test('written in JavaScript gets one in JavaScript, in the manner of its imports', async () => {
    const root = lintProject({
      'src/modules/orders/total.js': "import { tax } from './tax.js';\nexport const total = tax;\n",
      'src/modules/orders/tax.js': 'export const tax = 1;\n',
      'src/modules/users/user.js': "import { total } from '../orders/total.js';\n",
    });
    await runArchLint(root, 'adopt', 'orders');
    expect(textIn(root, 'src/modules/orders/index.js')).toBe(
      "export { total } from './total.js';\n",
    );
    expect(textIn(root, 'src/modules/users/user.js')).toBe(
      "import { total } from '../orders/index.js';\n",
    );
  });
});

test('a public file that is there keeps what it has', async () => {
  const root = lintProject({
    ...orders,
    [INDEX]: "export { total } from './total';\nexport const own = 1;",
  });
  await runArchLint(root, 'adopt', 'orders');
  expect(textIn(root, INDEX)).toBe(
    "export { total } from './total';\nexport const own = 1;\nexport type { Rate } from './tax';\n",
  );
});

describe('a use stays as it is, with the reason, and the exit code says so', () => {
  const left = async (more: Readonly<Record<string, string>>) => {
    const root = lintProject({ ...orders, ...more });
    const { code, out } = await runArchLint(root, 'adopt', 'orders', '--json');
    const told: { file: string; why: string }[] = JSON.parse(out).left;
    return [code, ...told.map(({ file, why }) => `${file}: ${why}`)];
  };

  test.each([
    "import tax from '../orders/tax';",
    "import * as all from '../orders/tax';",
    "const { tax } = require('../orders/tax');",
  ])('%s', async (text) => {
    expect(await left({ 'src/modules/users/b.ts': text })).toEqual([
      1,
      'src/modules/users/b.ts: it takes more than names',
    ]);
  });

  test('of a name that is nowhere to be found', async () => {
    const text = "import { gone } from '../orders/tax';\n";
    expect(await left({ 'src/modules/users/b.ts': text })).toEqual([
      1,
      'src/modules/users/b.ts: what src/modules/orders/tax.ts exports is not certain',
    ]);
  });

  test('of a name that two files have', async () => {
    const more = {
      'src/modules/orders/other.ts': 'export const total = 3;\n',
      'src/modules/users/b.ts': "import { total } from '../orders/other';\n",
    };
    const [code, ...told] = await left(more);
    expect([code, told.length]).toEqual([1, 1]);
    expect(told[0]).toContain(`${INDEX} has another total`);
  });

  test('where a circle would be closed', async () => {
    const more = {
      'src/modules/orders/total.ts': "import '../../base';\nexport const total = 1;\n",
      'src/base.ts': "import { tax } from './modules/orders/tax';\n",
    };
    expect(await left(more)).toContain('src/base.ts: that would close a circle');
  });

  test('but tests may know the inside', async () => {
    const text = "import tax from '../orders/tax';\n";
    expect(await left({ 'src/modules/users/b.test.ts': text })).toEqual([0]);
  });
});

test('a module that is not there is named, with those that are', async () => {
  const { code, err } = await runArchLint(lintProject(orders), 'adopt', 'order');
  expect(code).toBe(2);
  expect(err).toMatch(/^MODULE_UNKNOWN: .*orders, users/);
});
