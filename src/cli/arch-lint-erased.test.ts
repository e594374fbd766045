import { afterEach, expect, test } from 'vitest';
import { lintProject, removeProjects, runArchLint } from './testing/lint-project.js';

afterEach(removeProjects);

const FILES = {
  'src/a.ts': "import { B } from './b';\nexport class A { b?: B; }\n",
  'src/b.ts': "import { A } from './a';\nexport class B { a = new A(); }\n",
};
const codes = async (files: Record<string, string>, ending = 'CYCLE') => {
  const root = lintProject(files);
  const { findings } = JSON.parse((await runArchLint(root, '--json')).out) as {
    findings: { code: string }[];
  };
  return findings.map(({ code }) => code).filter((code) => code.endsWith(ending));
};
const options = (compilerOptions: object) => JSON.stringify({ compilerOptions });

test('a cycle that TypeScript opens is one of types', async () => {
  expect(await codes(FILES)).toEqual(['TYPE_CYCLE']);
  expect(await codes({ ...FILES, 'src/a.ts': `${FILES['src/a.ts']}new B();\n` })).toEqual([
    'CYCLE',
  ]);
});

test('a package of which only types are left needs no more than its types', async () => {
  const files = {
    'package.json': '{ "dependencies": { "@types/estree": "1" } }',
    'src/a.ts': "import { Node } from 'estree';\nexport let a: Node;\n",
    'src/b.ts': "import './a';\n",
  };
  expect(await codes(files, 'UNDECLARED_PACKAGE')).toEqual([]);
  const used = "import { Node } from 'estree';\nexport const a = new Node();\n";
  expect(await codes({ ...files, 'src/a.ts': used }, 'UNDECLARED_PACKAGE')).toHaveLength(1);
});

test('the tsconfig.json above a file decides', async () => {
  const kept = { 'tsconfig.base.json': options({ verbatimModuleSyntax: true }) };
  const heir = { 'tsconfig.json': '{ "extends": "./tsconfig.base.json" }' };
  expect(await codes({ ...FILES, ...kept, ...heir })).toEqual(['CYCLE']);
  const off = { 'src/tsconfig.json': options({ verbatimModuleSyntax: false }) };
  expect(await codes({ ...FILES, ...kept, ...heir, ...off })).toEqual(['TYPE_CYCLE']);
  const solution = {
    'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
    'tsconfig.app.json': options({ importsNotUsedAsValues: 'preserve' }),
  };
  expect(await codes({ ...FILES, ...solution })).toEqual(['CYCLE']);
});

test('modules need each other at run time only by what is left', async () => {
  const files = {
    'src/modules/a/one.ts': "import { B } from '../b/one';\nexport let b: B;\n",
    'src/modules/a/two.ts': 'export const two = 2;\n',
    'src/modules/b/one.ts': 'export class B {}\n',
    'src/modules/b/two.ts': "import { two } from '../a/two';\nexport const b = two;\n",
  };
  expect(await codes(files)).toEqual([]);
  const used = "import { B } from '../b/one';\nexport const b = new B();\n";
  expect(await codes({ ...files, 'src/modules/a/one.ts': used })).toEqual(['CYCLE']);
});

test('files in doubt are read up to five hundred, and count as written beyond', async () => {
  const ring = (size: number) =>
    Object.fromEntries(
      Array.from({ length: size }, (_, at) => [
        `src/f${at}.ts`,
        `import { T as N } from './f${(at + 1) % size}';\nexport interface T { next: N }\n`,
      ]),
    );
  expect(await codes(ring(500))).toEqual(['TYPE_CYCLE']);
  expect(await codes(ring(501))).toEqual(['CYCLE']);
});
