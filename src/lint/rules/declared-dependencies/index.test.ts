import { expect, test } from 'vitest';
import { drawProject } from '../../draw-project.js';
import { judgeDrawing } from '../../judge-drawing.js';
import { rule } from './index.js';

const repo = {
  'package.json': ['zod', 'left-pad', 'dev vitest', '@types/node'],
  'apps/api/package.json': [
    'name @x/api',
    'fastify',
    'peer react',
    'dev chalk',
    'dev @types/estree',
  ],
  'apps/api/src/a.ts': [
    'fastify',
    'zod',
    'react',
    'lodash',
    'lodash',
    '@x/api',
    'node:fs',
    'type estree',
  ],
  'apps/api/src/b.ts': ['chalk', 'type chalk'],
  'apps/api/src/b.test.ts': ['vitest', 'chalk'],
};
const told = (options: Record<string, unknown> = {}) =>
  judgeDrawing(rule, repo, options).findings.map(
    ({ code, file, args }) => `${code} ${file} ${args['package']}`,
  );

test('what is imported must be declared there or above, and what is declared must be imported', () => {
  expect(told()).toEqual([
    'UNDECLARED_PACKAGE apps/api/src/a.ts lodash',
    'UNUSED_PACKAGE package.json left-pad',
  ]);
});

test('packages of which only types are imported can be told apart', () => {
  const drawn = {
    'package.json': ['name a'],
    'src/a.js': ['type estree', 'type zod'],
    'src/b.js': ['zod'],
  };
  const said = (typesOnly: string) =>
    judgeDrawing(rule, drawn, { typesOnly }).findings.map(
      ({ file, args }) => `${file} ${args['package']}`,
    );
  expect(said('report')).toEqual(['src/a.js estree', 'src/b.js zod']);
  expect(said('ignore')).toEqual(['src/b.js zod']);
  expect(said('only')).toEqual(['src/a.js estree']);
});

test('a folder of which hardly anything is declared is code for another platform', () => {
  const drawn = {
    'package.json': ['zod'],
    'agents/a.js': ['type one', 'two', 'three', 'four', 'five'],
    'src/b.js': ['zod', 'six'],
  };
  const said = (files: Record<string, string[]>) =>
    judgeDrawing(rule, files, { believable: 0.8, unused: 'ignore' }).findings.map(
      ({ args }) => args['package'],
    );
  expect(said(drawn)).toEqual(['six']);
  expect(said({ ...drawn, 'src/b.js': [] })).toHaveLength(5);
  expect(said({ ...drawn, 'agents/b.js': ['zod', './a.js'] })).toHaveLength(1);
  expect(said({ ...drawn, 'agents/a.js': ['two', 'three', 'four', 'five'] })).toHaveLength(5);
});

test('declared types are enough for what TypeScript passes on, which may be a type', () => {
  const reexport = (file: string) =>
    judgeDrawing(rule, { 'package.json': ['@types/estree'], [file]: ['re-export estree'] }, {});
  expect(reexport('a.ts').findings).toEqual([]);
  expect(reexport('a.js').findings).toHaveLength(1);
});

test('what is excepted is not judged, be it a source or a package.json', () => {
  expect(told({ except: ['apps/**'] })).toEqual(['UNUSED_PACKAGE package.json left-pad']);
  expect(told({ except: ['package.json'] })).toEqual([
    'UNDECLARED_PACKAGE apps/api/src/a.ts lodash',
  ]);
});

test('a package that is called like a built-in module is used where that is imported', () => {
  const drawing = { 'package.json': ['events', 'buffer'], 'a.ts': ['node:events'] };
  expect(judgeDrawing(rule, drawing).findings.map(({ args }) => args['package'])).toEqual([
    'buffer',
  ]);
});

test('packages for development in other code than tests are told on demand', () => {
  expect(told({ development: 'report', unused: 'ignore', ignore: ['lodash'] })).toEqual([
    'DEVELOPMENT_PACKAGE apps/api/src/b.ts chalk',
  ]);
});

test('without a package.json it is not green', () => {
  expect(judgeDrawing(rule, { 'a.ts': ['zod'] }).unmatched).toEqual(['package.json']);
});

test('a bare name of an AMD loader is a use of the package that it names, and may name something else', () => {
  const drawing = {
    'package.json': ['jquery', 'left-pad'],
    'a.js': ['amd jquery', 'amd forum/pages'],
  };
  const codes = judgeDrawing(rule, drawing, {}).findings.map(({ code, args }) => [
    code,
    args['package'],
  ]);
  expect(codes).toEqual([['UNUSED_PACKAGE', 'left-pad']]);
});

test('what is tried may be missing, and is used where it is declared', () => {
  const drawing = {
    'package.json': ['fsevents', 'left-pad'],
    'a.js': ['tried fsevents', 'tried gc-stats', 'require undeclared'],
  };
  const codes = judgeDrawing(rule, drawing, {}).findings.map(({ code, args }) => [
    code,
    args['package'],
  ]);
  expect(codes).toEqual([
    ['UNDECLARED_PACKAGE', 'undeclared'],
    ['UNUSED_PACKAGE', 'left-pad'],
  ]);
});

test('a package whose command a script runs is used', () => {
  const commands = ['command next', 'command serve', 'command tsc'];
  const drawing = {
    'package.json': ['next', '@x/serve', 'left-pad', 'typescript', ...commands],
    'a.js': [],
  };
  const names = judgeDrawing(rule, drawing, {}).findings.map(({ args }) => args['package']);
  expect(names).toEqual(['left-pad']);
});

test('what another package that is asked for loads by its name is used', () => {
  const unused = (...asked: string[]) =>
    judgeDrawing(rule, { 'package.json': asked, 'a.js': asked.slice(0, 1) }).findings.map(
      ({ args }) => args['package'],
    );
  expect(unused('@nestjs/core', '@nestjs/platform-express', 'rxjs', 'left-pad')).toEqual([
    'left-pad',
  ]);
  expect(unused('sequelize', 'pg', 'pg-hstore')).toEqual([]);
  expect(unused('express', 'pug')).toEqual([]);
  expect(unused('koa', 'pg', 'pug')).toEqual(['pg', 'pug']);
});

test('the root of workspaces has those beside what it asks for, other packages do not', () => {
  const drawn = (root: string[]) => ({
    'package.json': root,
    'tools.d/a.js': ['@x/a'],
    'packages/a/package.json': ['name @x/a'],
    'packages/a/index.js': ['zod'],
    'packages/b/package.json': ['name @x/b'],
    'packages/b/index.js': ['@x/a'],
  });
  expect(judgeDrawing(rule, drawn(['zod'])).findings.map(({ file }) => file)).toEqual([
    'packages/b/index.js',
  ]);
});

test('where five or more and more than a believable share seem unused, nothing is told', () => {
  const count = (packages: readonly string[], believable: number) =>
    judgeDrawing(rule, { 'package.json': packages, 'a.js': ['one'] }, { believable }).findings
      .length;
  const six = ['one', 'two', 'three', 'four', 'five', 'six'];
  expect([count(six, 1), count(six, 0.9), count(six, 0.5)]).toEqual([5, 5, 0]);
  expect(count(six.slice(0, 5), 0.5)).toBe(4);
});

test('plugins that are called after the package are loaded by name, but not its own workspaces', () => {
  const drawn = {
    'package.json': ['name forum', 'forum-theme-dark', 'forum-core', 'left-pad'],
    'src/a.ts': [],
    'packages/core/package.json': ['name forum-core'],
    'packages/core/index.ts': [],
  };
  expect(judgeDrawing(rule, drawn).findings.map(({ args }) => args['package'])).toEqual([
    'forum-core',
    'left-pad',
  ]);
});

test('what a text names is used, and what the project declares itself is no package', () => {
  const project = {
    ...drawProject({
      'package.json': ['left-pad', 'normalize.css'],
      'src/a.ts': ['@theme/layout', 'lodash'],
    }),
    mentioned: {
      files: [],
      packages: [{ folder: '', name: 'normalize.css' }],
      modules: ['@theme/layout'],
    },
  };
  const outcome = rule.judge(project, {});
  expect(outcome.ok && outcome.judgement.findings.map(({ args }) => args['package'])).toEqual([
    'lodash',
    'left-pad',
  ]);
});
