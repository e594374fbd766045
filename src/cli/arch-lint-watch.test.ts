import { afterEach, expect, test } from 'vitest';
import { lintProject, removeProjects, runArchLint } from './testing/lint-project.js';

afterEach(removeProjects);

const project = () => lintProject({ 'src/a.ts': '' });

test.each(['--fix', '--output=report.txt'])('watching goes without %s', async (flag) => {
  expect(await runArchLint(project(), '--watch', flag)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^WATCH_WRITES_NOTHING: --watch prints/),
  });
});

test('a folder that is not there cannot be watched', async () => {
  expect(await runArchLint(project(), 'none', '--watch')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^PROJECT_UNREADABLE: /),
  });
});
