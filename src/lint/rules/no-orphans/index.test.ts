import { expect, test } from 'vitest';
import { drawProject } from '../../draw-project.js';
import { judgeDrawing } from '../../judge-drawing.js';
import { rule } from './index.js';

const repo = {
  'package.json': ['entry src/api.ts'],
  'src/api.ts': ['src/used.ts'],
  'src/used.ts': [],
  'src/alone.ts': ['src/below.ts'],
  'src/below.ts': [],
  'src/self.ts': ['src/self.ts'],
  'src/mocked.ts': [],
  'src/tested.ts': [],
  'src/a.test.ts': ['mock src/mocked.ts', 'src/tested.ts'],
  'src/types.d.ts': [],
};
const told = (options: Record<string, unknown> = {}) =>
  judgeDrawing(rule, repo, options).findings.map(({ code, file }) => `${code} ${file}`);

test('what no entry reaches is told, a mock is no use, and importing itself neither', () => {
  expect(told()).toEqual([
    'ORPHAN_FILE src/alone.ts',
    'UNREACHABLE_FILE src/below.ts',
    'ORPHAN_FILE src/mocked.ts',
    'ORPHAN_FILE src/self.ts',
  ]);
});

test('entries can be named, then usual names no longer count', () => {
  expect(
    told({ entries: ['src/alone.ts', 'src/types.d.ts'], within: 'src/{api,used,below}.ts' }),
  ).toEqual(['ORPHAN_FILE src/api.ts', 'UNREACHABLE_FILE src/used.ts']);
});

test('an entry that is not there is told', () => {
  expect(judgeDrawing(rule, repo, { entries: ['src/gone.ts'] }).unmatched).toEqual(['src/gone.ts']);
});

test('excepted files may be alone', () => {
  expect(told({ except: ['src/{alone,below,mocked,self}.ts'] })).toEqual([]);
});

test('when too many seem to be alone, the entries are unknown', () => {
  expect(told({ believable: 0.3 })).toEqual([]);
  expect(told({ believable: 0.5 })).toHaveLength(4);
});

test('leaves out, where asked to, folders of which no file is imported: they are loaded by name', () => {
  const folders = {
    'src/main.ts': [],
    'src/messages/gone.ts': ['src/words.ts'],
    'src/messages/here.ts': [],
    'src/messages/late.ts': [],
    'src/words.ts': [],
    'src/old/api.ts': ['src/old/one.ts', 'src/old/two.ts'],
    'src/old/one.ts': [],
    'src/old/two.ts': [],
    'src/pair/a.ts': [],
    'src/pair/b.ts': [],
    'src/plugins/one.ts': [],
    'src/plugins/two.ts': [],
    'src/plugins/untested.ts': [],
    'test/plugins.test.ts': ['src/plugins/one.ts', 'src/plugins/two.ts'],
  };
  const files = (loadedByName: string) =>
    judgeDrawing(rule, folders, { loadedByName }).findings.map(({ file }) => file.slice(4));
  const left = ['old/api.ts', 'old/one.ts', 'old/two.ts', 'pair/a.ts', 'pair/b.ts'];
  expect(files('ignore')).toEqual(left);
  expect(files('report')).toEqual([
    'messages/gone.ts',
    'messages/here.ts',
    'messages/late.ts',
    ...left,
    'plugins/untested.ts',
    'words.ts',
  ]);
});

test('what an import by an unknown alias may mean is no orphan where names are trusted', () => {
  const drawn = {
    'package.json': ['entry src/main.ts'],
    'src/main.ts': ['~app/mixins/sort.js'],
    'src/ui/mixins/sort.ts': [],
    'src/ui/other/sort.ts': [],
  };
  const alone = (loadedByName: string) =>
    judgeDrawing(rule, drawn, { loadedByName }).findings.map(({ file }) => file);
  expect(alone('report')).toEqual(['src/ui/mixins/sort.ts', 'src/ui/other/sort.ts']);
  expect(alone('ignore')).toEqual(['src/ui/other/sort.ts']);
});

test('files in folders of one name that nobody imports are loaded by that name', () => {
  const drawn = {
    'package.json': ['entry src/main.ts'],
    'src/main.ts': [],
    'src/a/jobs/one.ts': [],
    'src/b/jobs/two.ts': [],
    'src/b/ui/jobs/three.ts': [],
    'src/c/ui/jobs/four.ts': [],
    'src/d/ui/jobs/five.ts': [],
  };
  const alone = judgeDrawing(rule, drawn, { loadedByName: 'ignore' }).findings;
  expect(alone.map(({ file }) => file)).toEqual(['src/a/jobs/one.ts', 'src/b/jobs/two.ts']);
});

test('files in the folders of one folder that nobody imports are loaded by a walk through it', () => {
  const drawn = {
    'package.json': ['entry src/main.ts'],
    'src/main.ts': ['src/used/a.ts', 'src/used/b.ts'],
    'src/used/a.ts': [],
    'src/used/b.ts': [],
    'src/lost/c.ts': [],
    'src/nodes/core/http/in.ts': ['src/nodes/core/http/lib/parse.ts'],
    'src/nodes/core/http/lib/parse.ts': [],
    'src/nodes/core/file/read.ts': [],
    'src/nodes/core/time/tick.ts': [],
  };
  const alone = judgeDrawing(rule, drawn, { loadedByName: 'ignore' }).findings;
  expect(alone.map(({ file }) => file)).toEqual(['src/lost/c.ts']);
});

test('folders within folders that are loaded by name are left out, however deep', () => {
  const drawn = {
    'src/main.ts': ['src/lib/patches/http.ts'],
    'src/lib/patches/http.ts': [],
    'src/lib/patches/redis/client.ts': [],
    'src/lib/patches/mongo/cmap/pool.ts': ['src/lib/patches/mongo/cmap/size.ts'],
    'src/lib/patches/mongo/cmap/size.ts': [],
    'src/lib/patches/@hapi/hapi.ts': [],
    'src/lib/gone/gone.ts': [],
    'src/lib/here/a.ts': [],
    'src/lib/here/b.ts': [],
    'src/lib/here.ts': ['src/lib/here/a.ts', 'src/lib/here/b.ts'],
    'src/index.ts': ['src/lib/here.ts'],
  };
  const { findings } = judgeDrawing(rule, drawn, { loadedByName: 'ignore' });
  expect(findings.map(({ file }) => file)).toEqual(['src/lib/gone/gone.ts']);
});

test('what a text names is an entry, unless entries are named', () => {
  const project = {
    ...drawProject({ 'src/main.ts': [], 'src/job.ts': ['src/sum.ts'], 'src/sum.ts': [] }),
    mentioned: { files: ['src/job.ts'], packages: [], modules: [] },
  };
  const told = (options: Record<string, unknown>) => {
    const outcome = rule.judge(project, options);
    return outcome.ok ? outcome.judgement.findings.map(({ file }) => file) : outcome.problems;
  };
  expect(told({})).toEqual([]);
  expect(told({ entries: ['src/main.ts'] })).toEqual(['src/job.ts', 'src/sum.ts']);
});
