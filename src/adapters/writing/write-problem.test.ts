import { expect, it } from 'vitest';
import { UserError } from '#shared/user-error.js';
import { writeProblem } from './write-problem.js';

it.each([
  ['ENOSPC', 'DISK_FULL'],
  ['EDQUOT', 'DISK_FULL'],
  ['EACCES', 'NO_PERMISSION'],
  ['EROFS', 'NO_PERMISSION'],
  ['ENOTEMPTY', 'TARGET_CHANGED'],
  ['EIO', 'WRITE_FAILED'],
  ['ENAMETOOLONG', 'WRITE_FAILED'],
])('tells %s as %s, with the place', (system, code) => {
  const error = Object.assign(new Error(`${system}: told by the system`), { code: system });
  const problem = writeProblem(error, '/home/ada/shop');
  expect(problem).toMatchObject({ name: 'UserError', code });
  expect(String(problem)).toContain('/home/ada/shop');
});

it('passes bugs, aborts and problems of ours on as they are', () => {
  const ours = new UserError({ code: 'X', message: 'x', hint: 'x' });
  const abort = new DOMException('stopped', 'AbortError');
  const bug = new TypeError('x is not a function');
  for (const error of [ours, abort, bug]) expect(writeProblem(error, '/x')).toBe(error);
});
