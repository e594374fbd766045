import { describe, expect, it } from 'vitest';
import { UserError } from '#shared/user-error.js';
import { bugText, problemLines, problemsJson, problemsOf } from './print-problems.js';

const first = { code: 'A', message: 'Something is wrong', hint: 'Do this' };
const second = { code: 'B', message: 'So is\n  this.', hint: 'Or that?' };

describe('problems', () => {
  it('take one line each, whatever line breaks and full stops they came with', () => {
    expect(problemLines([first, second])).toBe(
      'A: Something is wrong. Do this.\nB: So is this. Or that?\n',
    );
  });

  it('are a list with all of them in JSON, each with where it is', () => {
    const at = { ...second, where: '--teams' };
    expect(JSON.parse(problemsJson([first, at]))).toEqual({
      ok: false,
      problems: [{ ...first, where: null }, at],
    });
  });

  it('come from errors of the user only', () => {
    expect(problemsOf(new UserError(first, second))).toEqual([first, second]);
    expect(problemsOf(new Error('bug'))).toBeUndefined();
  });

  it('that are bugs keep their stack and say how to report them', () => {
    const text = bugText(new Error('boom'), 'create-backend x');
    expect(text).toContain('print-problems.test.ts');
    expect(text).toContain('report it with the lines above and the command: create-backend x');
  });
});
