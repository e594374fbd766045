import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { lintProject, removeProjects, runArchLint, textIn } from './testing/lint-project.js';

afterEach(removeProjects);

const architecture = JSON.stringify({
  version: 1,
  clauses: [
    {
      rule: 'public-api-only',
      name: 'doors',
      because: 'Whatever is not public can change tomorrow.',
      options: { modules: 'src/modules/<module>', public: ['index.*'] },
    },
    { rule: 'no-cycles', name: 'circles', because: 'Files in a circle cannot be moved alone.' },
  ],
});
const users = {
  'architecture.json': architecture,
  'src/modules/users/index.ts':
    "export { greet, type User as Person } from './greet';\nexport * from './more/all';\n",
  'src/modules/users/greet.ts':
    'export function greet() {}\nexport const secret = 1;\nexport interface User {\n  id: string;\n}\n',
  'src/modules/users/more/all.ts': "export { deep } from './deep';\n",
  'src/modules/users/more/deep.ts': 'export const deep = 1;\nexport default 2;\n',
};
const APP = 'src/app.ts';

describe('a deep import', () => {
  test.each<[string, string]>([
    ["import { greet } from './modules/users/greet';", "import { greet } from './modules/users';"],
    [
      'import { deep } from "./modules/users/more/deep";',
      'import { deep } from "./modules/users";',
    ],
    [
      "import {\n  greet,\n} from './modules/users/greet';",
      "import {\n  greet,\n} from './modules/users';",
    ],
    [
      "export { greet as hello } from './modules/users/greet';",
      "export { greet as hello } from './modules/users';",
    ],
    [
      "import { greet } from './modules/users/greet.ts';",
      "import { greet } from './modules/users/index.ts';",
    ],
    [
      "import { greet } from './modules/users/greet.js';",
      "import { greet } from './modules/users/index.js';",
    ],
  ])('goes through the public file: %s', async (before, after) => {
    const root = lintProject({ ...users, [APP]: `${before}\n` });
    expect((await runArchLint(root)).code).toBe(1);
    const { code, err } = await runArchLint(root, '--fix');
    expect([code, err]).toEqual([0, 'Made 1 change in 1 file\n']);
    expect(textIn(root, APP)).toBe(`${after}\n`);
  });

  test.each([
    "import { secret } from './modules/users/greet';",
    "import { greet, secret } from './modules/users/greet';",
    "import type { User } from './modules/users/greet';",
    "import deep from './modules/users/more/deep';",
    "import * as all from './modules/users/greet';",
    "import './modules/users/greet';",
    "await import('./modules/users/greet');",
  ])('stays where the public file does not give the same: %s', async (text) => {
    const root = lintProject({ ...users, [APP]: `${text}\n` });
    const { code, err } = await runArchLint(root, '--fix');
    expect([code, err]).toEqual([1, '']);
    expect(textIn(root, APP)).toBe(`${text}\n`);
  });

  test('stays where going through the public file would close a circle', async () => {
    const root = lintProject({
      ...users,
      'src/modules/users/greet.ts': "import '../../base';\nexport function greet() {}\n",
      'src/base.ts':
        "import { deep } from './modules/users/more/deep';\nexport const base = deep;\n",
      [APP]: "import { deep } from './modules/users/more/deep';\n",
    });
    await runArchLint(root, '--fix');
    expect(textIn(root, 'src/base.ts')).toContain("'./modules/users/more/deep'");
    expect(textIn(root, APP)).toContain("'./modules/users'");
  });

  test('by an alias stays one', async () => {
    const root = lintProject({
      ...users,
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@m/*": ["./src/modules/*"] } } }',
      [APP]: "import { greet } from '@m/users/greet';\n",
    });
    await runArchLint(root, '--fix');
    expect(textIn(root, APP)).toBe("import { greet } from '@m/users';\n");
  });
});

describe('a circle', () => {
  const circle = (imports: string) => ({
    'architecture.json': architecture,
    // What is not marked as a type stays, and loads.
    'tsconfig.json': '{ "compilerOptions": { "verbatimModuleSyntax": true } }',
    'src/a.ts': `${imports}\nexport interface A {}\nexport const a = 1;\n`,
    'src/b.ts':
      "import { a } from './a';\nexport interface B {}\nexport type C = 1;\nexport class D {}\n",
  });
  const first = async (imports: string) => {
    const root = lintProject(circle(imports));
    await runArchLint(root, '--fix');
    return textIn(root, 'src/a.ts').split('\nexport')[0];
  };

  test('of types only says that it takes types', async () => {
    expect(await first("import { B, C as E } from './b';")).toBe(
      "import type { B, C as E } from './b';",
    );
  });

  test.each(["import { B, D } from './b';", "import { B, type C } from './b';", "import './b';"])(
    'stays where something runs, or where it is half said: %s',
    async (text) => expect(await first(text)).toBe(text),
  );
});

test.each([
  ['a();\n// arch-lint-ignore circles: there was one\nb();\n', 'a();\nb();\n'],
  ['a(); // arch-lint-ignore circles: there was one\nb();\n', 'a();\nb();\n'],
  ['/* arch-lint-ignore-file circles: there was one */\r\nb();\r\n', 'b();\r\n'],
])('a comment that hides nothing goes: %j', async (before, after) => {
  const root = lintProject({ ...users, [APP]: before });
  await runArchLint(root, '--fix');
  expect(textIn(root, APP)).toBe(after);
});

test('entries of the baseline that nothing matches go, and no others', async () => {
  const root = lintProject({
    ...users,
    [APP]: "import { secret } from './modules/users/greet';\n",
    'src/old.ts': "import { secret } from './modules/users/greet';\n",
  });
  await runArchLint(root, 'baseline');
  execFileSync('rm', [join(root, 'src/old.ts')]);
  expect((await runArchLint(root)).code).toBe(1);
  expect((await runArchLint(root, '--fix')).code).toBe(0);
  const { findings } = JSON.parse(textIn(root, 'arch-lint.baseline.json'));
  expect(findings.map(({ file }: { file: string }) => file)).toEqual([APP]);
});

describe('--dry-run', () => {
  const files = { ...users, [APP]: "// first\nimport { greet } from './modules/users/greet';\n" };

  test('shows what would change as a patch that git takes, and changes nothing', async () => {
    const root = lintProject(files);
    const { code, out, err } = await runArchLint(root, '--fix', '--dry-run');
    expect(code).toBe(1);
    expect(out).toBe(
      [
        '--- a/src/app.ts',
        '+++ b/src/app.ts',
        '@@ -1,2 +1,2 @@',
        ' // first',
        "-import { greet } from './modules/users/greet';",
        "+import { greet } from './modules/users';",
        '',
      ].join('\n'),
    );
    expect(err).toBe('Would make 1 change in 1 file; nothing was written\n');
    expect(textIn(root, APP)).toBe(files[APP]);
    execFileSync('git', ['apply'], { cwd: root, input: out });
    expect(textIn(root, APP)).toContain("from './modules/users';");
  });

  test('is one JSON value with --json', async () => {
    const { out } = await runArchLint(lintProject(files), '--fix', '--dry-run', '--json');
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      changes: [{ file: APP, what: 'imports greet from src/modules/users/index.ts' }],
      diff: expect.stringContaining('+++ b/src/app.ts'),
    });
  });

  test('needs --fix', async () => {
    const { code, err } = await runArchLint(lintProject(files), '--dry-run');
    expect([code, err]).toEqual([2, expect.stringMatching(/^DRY_RUN_OF_WHAT: /)]);
  });
});

test('a fixed file keeps its mode, and nothing is left beside it', async () => {
  const root = lintProject({ ...users, [APP]: "import { greet } from './modules/users/greet';\n" });
  chmodSync(join(root, APP), 0o755);
  await runArchLint(root, '--fix');
  expect(statSync(join(root, APP)).mode & 0o777).toBe(0o755);
  expect(readdirSync(join(root, 'src'))).toEqual(['app.ts', 'modules']);
});

test('a file in another encoding is left as it is', async () => {
  const text = "\uFEFFimport { greet } from './modules/users/greet';\n";
  const root = lintProject({ ...users, [APP]: text });
  expect((await runArchLint(root, '--fix')).code).toBe(1);
  expect(textIn(root, APP)).toBe(text);
});
