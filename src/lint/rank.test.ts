import { expect, test } from 'vitest';
import { drawProject } from './draw-project.js';
import { inferClauses } from './infer-clauses.js';
import { lint } from './lint.js';
import { rank } from './rank.js';

const spread = (name: string) =>
  Object.fromEntries(
    Array.from({ length: 8 }, (_, i) => [`src/modules/${name}/${i}.ts`, [`missing-${name}-${i}`]]),
  );

test('what costs most comes first, and not ten times the same', () => {
  const project = drawProject({
    'package.json': ['unused'],
    ...spread('a'),
    ...spread('b'),
    'src/modules/a/main.ts': ['../b/main.ts', '../b/types.ts'],
    'src/modules/b/main.ts': ['../a/main.ts'],
    'src/modules/b/types.ts': ['type ./more.ts'],
    'src/modules/b/more.ts': ['type ./types.ts'],
  });
  const { findings } = lint(project, inferClauses(project), 'tolerate');
  const first = rank(findings)
    .slice(0, 10)
    .map(({ code }) => code);
  expect(first.slice(0, 3)).toEqual(['CYCLE', 'UNDECLARED_PACKAGE', 'CYCLE']);
  expect(new Set(first)).toEqual(
    new Set(['CYCLE', 'UNDECLARED_PACKAGE', 'UNUSED_PACKAGE', 'TYPE_CYCLE']),
  );
  expect(rank(findings.toReversed())).toEqual(rank(findings));
});

test('a file with many findings of a kind leaves room for others', () => {
  const project = drawProject({
    'package.json': [],
    'src/a.ts': ['one', 'two', 'three', 'four', 'five'],
    'src/b.ts': ['six'],
    'src/c.ts': ['./d.ts'],
    'src/d.ts': ['./c.ts'],
  });
  const { findings } = lint(project, inferClauses(project), 'tolerate');
  const first = rank(findings).filter(({ code }) => /UNDECL|CYCLE/.test(code));
  expect(first.slice(0, 4).map(({ file }) => file)).toEqual([
    'src/a.ts',
    'src/c.ts',
    'src/b.ts',
    'src/a.ts',
  ]);
});

test('what breaks nothing by being undeclared comes after what does', () => {
  const project = drawProject({
    'package.json': ['known'],
    'src/a.ts': ['lib-a'],
    'src/e.ts': ['type erased'],
    'src/b.ts': ['./b.ts'],
    'src/c.ts': ['./d.ts'],
    'src/d.ts': ['./c.ts'],
  });
  const { findings } = lint(project, inferClauses(project), 'tolerate');
  const ranked = rank(findings).map(
    ({ code, args }) => `${code} ${args['package'] ?? args['size']}`,
  );
  expect(ranked.filter((one) => /UNDECL|CYCLE/.test(one))).toEqual([
    'UNDECLARED_PACKAGE lib-a',
    'CYCLE 2',
    'UNDECLARED_PACKAGE erased',
    'CYCLE 1',
  ]);
});

test('tests, examples and what others wrote make no finding of their own', () => {
  const two = (folder: string) => ({
    [`${folder}/a.ts`]: ['./b.ts', 'nowhere'],
    [`${folder}/b.ts`]: ['./a.ts'],
  });
  const folders = [
    'a/x.conf.d/.x',
    'test',
    'e2e',
    'src/__tests__',
    'examples/x',
    'vendor/x',
    'src/generated',
    'templates/x',
    'packages/create/template-x',
    'integrationExamples',
  ];
  const drawing = Object.assign({}, ...folders.map(two), { 'src/main.ts': [] });
  const project = drawProject({
    ...drawing,
    'package.json': [],
    'examples/package.json': ['unused'],
  });
  const { findings } = lint(project, inferClauses(project), 'tolerate');
  expect(findings.filter(({ rule }) => rule !== 'no-orphans')).toEqual([]);
});

test('the root of a monorepo may ask for what it only runs', () => {
  const project = drawProject({
    'package.json': ['nx'],
    'a/package.json': ['unused'],
    'a/x.ts': [],
  });
  const packages = project.packages.map((one) => ({ ...one, workspace: one.folder !== '' }));
  const unused = (of: typeof project) =>
    lint(of, inferClauses(of), 'tolerate').findings.map(({ args }) => args['package']);
  expect(unused({ ...project, packages })).toEqual(['unused']);
  const apart = project.packages.map((one) => ({ ...one, workspace: false }));
  expect(unused({ ...project, packages: apart }).sort()).toEqual(['nx', 'unused']);
});

test('a folder with many findings of a kind leaves room for others', () => {
  const agents = Array.from({ length: 9 }, (_, i) => [`agents/${i}.ts`, [`of-agents-${i}`]]);
  const project = drawProject({
    'package.json': ['unused'],
    ...Object.fromEntries(agents),
    'lib/z.ts': ['missing'],
    'lib/x/y.ts': ['missing-too'],
  });
  const { findings } = lint(project, inferClauses(project), 'tolerate');
  const first = rank(findings).slice(0, 5);
  expect(first.map(({ file }) => file)).toEqual(
    expect.arrayContaining(['lib/z.ts', 'lib/x/y.ts', 'package.json']),
  );
});

test('an undeclared package of which only types are taken is a warning', () => {
  const of = drawProject({ 'package.json': [], 'src/a.js': ['type estree', 'zod'] });
  const { findings } = lint(of, inferClauses(of), 'tolerate');
  const said = findings.filter(({ code }) => code === 'UNDECLARED_PACKAGE');
  expect(said.map(({ severity, args }) => `${severity} ${args['package']}`)).toEqual([
    'error zod',
    'warning estree',
  ]);
});

test('a file that binds a module together may know all of it', () => {
  const parts = Array.from({ length: 41 }, (_, i) => `src/part-${i}.ts`);
  const knows = (file: string) => {
    const drawn = { [file]: parts, ...Object.fromEntries(parts.map((part) => [part, []])) };
    const of = drawProject(drawn);
    const all = { ...of, files: of.files.map((one) => ({ ...one, bytes: 50_000 })) };
    return lint(all, inferClauses(all), 'tolerate').findings.filter(
      ({ code }) => code === 'FILE_IMPORTS_TOO_MANY',
    ).length;
  };
  expect(['src/shop.ts', 'src/shop.module.ts', 'src/shop-module.ts'].map(knows)).toEqual([1, 0, 0]);
});
