import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lintProject, removeProjects } from '../../src/cli/testing/lint-project.js';
import { inPackage, packagesMissing } from './packages.js';

/** What is used of ESLint's own API. */
interface Result {
  readonly filePath: string;
  readonly messages: readonly {
    readonly ruleId: string;
    readonly severity: number;
    readonly line: number;
    readonly column: number;
    readonly message: string;
  }[];
}
interface Linter {
  lintFiles(patterns: readonly string[]): Promise<Result[]>;
}

const PLUGIN = pathToFileURL(join(import.meta.dirname, '../../dist/eslint.js')).href;
const clause = (severity: string, deny: string) => ({
  rule: 'allowed-imports',
  name: `no-${deny}`,
  because: 'Input and output have one place.',
  severity,
  options: { from: 'src/**', builtins: { deny: [deny] } },
});
const files = {
  'eslint.config.js': `import archLint from '${PLUGIN}';\nexport default [archLint.configs.recommended];\n`,
  'package.json': '{ "type": "module" }',
  'architecture.json': JSON.stringify({
    version: 1,
    clauses: [clause('error', 'fs'), clause('warning', 'net')],
  }),
  'src/a.js': "const a = 1;\n  import { readFileSync } from 'node:fs';\n",
  'src/b.js': "import 'node:net';\n",
  'src/c.js': "import './a.js';\n",
};

describe.skipIf(packagesMissing(inPackage('eslint')) !== null)('in ESLint', () => {
  let open: (cwd: string) => Linter;
  beforeAll(async () => {
    const { ESLint } = await import(pathToFileURL(inPackage('eslint/lib/api.js')).href);
    open = (cwd) => new ESLint({ cwd });
  });
  afterEach(removeProjects);

  const told = async (eslint: Linter) =>
    (await eslint.lintFiles(['src'])).flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, severity, line, column, message }) =>
        [ruleId, severity, `${filePath.split('/src/')[1]}:${line}:${column}`, message].join(' '),
      ),
    );

  it('tells what arch-lint tells, where it stands', async () => {
    const root = lintProject(files);
    expect(await told(open(root))).toEqual([
      'arch-lint/errors 2 a.js:2:3 imports node:fs, which it may not import [no-fs]. Input and output have one place.',
      'arch-lint/warnings 1 b.js:1:1 imports node:net, which it may not import [no-net]. Input and output have one place.',
    ]);
  });

  it('looks again when a file was saved, and not otherwise', async () => {
    const root = lintProject(files);
    const eslint = open(root);
    expect(await told(eslint)).toHaveLength(2);
    const save = (path: string, text: string, at: Date) => {
      writeFileSync(join(root, path), text);
      utimesSync(join(root, path), at, at);
    };
    save('src/a.js', 'export const a = 1;\n', new Date(Date.now() - 60_000));
    expect(await told(eslint)).toHaveLength(2);
    save('src/a.js', 'export const a = 1;\n', new Date(Date.now() + 1_000));
    expect(await told(eslint)).toHaveLength(1);
  });

  it('says in every file why a project cannot be checked', async () => {
    const root = lintProject({ ...files, 'architecture.json': '{' });
    const found = await told(open(root));
    expect(found).toHaveLength(3);
    expect(found[0]).toMatch(/^arch-lint\/errors 2 a\.js:1:1 .*architecture\.json/);
  });
});
