import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { lintProject, removeProjects } from '#cli/testing/lint-project.js';

/** What is used of the plugin as it is built; test/tools runs it in ESLint itself. */
interface Plugin {
  readonly rules: Readonly<
    Record<string, { create(context: object): Readonly<Record<string, () => void>> }>
  >;
  readonly configs: { readonly recommended: { readonly rules: Readonly<Record<string, string>> } };
}

let plugin: Plugin;
beforeAll(async () => {
  plugin = (await import(join(import.meta.dirname, '../../dist/eslint.js'))).default;
});
afterEach(removeProjects);

function told(rule: string, cwd: string, path: string): string[] {
  const found: string[] = [];
  const visitor = plugin.rules[rule]?.create({
    cwd,
    filename: join(cwd, path),
    report: ({ loc, message }: { loc: { line: number; column: number }; message: string }) =>
      void found.push(`${loc.line}:${loc.column} ${message}`),
  });
  for (const visit of Object.values(visitor ?? {})) visit();
  return found;
}

test('the plugin for ESLint tells of a file what arch-lint tells of it, by severity', () => {
  const root = lintProject({
    'a.ts': "\nimport './b';\n",
    'b.ts': "import './a';\n",
    'package.json': '{ "dependencies": { "zod": "4" } }',
  });
  expect(told('errors', root, 'a.ts')).toEqual([
    expect.stringMatching(/^2:0 2 files need each other .*\[files-without-cycles\]/),
  ]);
  expect(told('errors', root, 'b.ts')).toEqual([]);
  expect(told('warnings', root, 'a.ts')).toEqual([]);
  expect(told('warnings', root, 'package.json')).toEqual([
    expect.stringMatching(/^1:0 .*zod.*\[packages-are-used\]/),
  ]);
});

test('the project is the folder with the nearest architecture file', () => {
  const clause = { rule: 'no-cycles', name: 'own', because: 'Nothing here may be in a circle.' };
  const root = lintProject({
    'part/architecture.json': JSON.stringify({ version: 1, clauses: [clause] }),
    'part/src/a.ts': "import './b';\n",
    'part/src/b.ts': "import './a';\n",
  });
  expect(told('errors', root, 'part/src/a.ts')).toEqual([expect.stringContaining('[own]')]);
});

test('what cannot be checked is said once a file, as an error', () => {
  const root = lintProject({ 'architecture.json': '{', 'a.ts': '' });
  expect(told('errors', root, 'a.ts')).toEqual([expect.stringContaining('architecture.json')]);
  expect(told('warnings', root, 'a.ts')).toEqual([]);
});

test('what is recommended is all of it', () => {
  const rules = Object.keys(plugin.rules).map((name) => `arch-lint/${name}`);
  expect(Object.keys(plugin.configs.recommended.rules)).toEqual(rules);
});
