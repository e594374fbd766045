import { describe, expect, it } from 'vitest';
import { answerFromText } from './bad-answer.js';
import { QUESTION } from './questions.js';

describe('answerFromText', () => {
  it.each([
    ['12', 12],
    ['1_000', 1000],
    ['1e3', 1000],
    [' 2.5 ', 2.5],
    ['-1', -1],
    ['unknown', 'unknown'],
  ])('reads %j as %j', (text, value) => {
    expect(answerFromText(QUESTION.averageRps, text)).toEqual({ ok: true, value });
  });

  it.each(['12abc', '', '0x10', '1e999', 'NaN', 'Infinity', '1,5'])('refuses %j', (text) => {
    const read = answerFromText(QUESTION.averageRps, text);
    expect(read.ok ? '' : read.problems[0]?.code).toBe('ANSWER_NOT_A_NUMBER');
  });

  it('splits lists at commas', () => {
    expect(answerFromText(QUESTION.workload, 'crud, batch,')).toEqual({
      ok: true,
      value: ['crud', 'batch'],
    });
    expect(answerFromText(QUESTION.modules, 'users,person:people')).toEqual({
      ok: true,
      value: ['users', 'person:people'],
    });
  });
});
