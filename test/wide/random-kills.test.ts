import { join } from 'node:path';
import { expect, it } from 'vitest';
import { finish, installed } from './in-repo.js';

it('SIGKILL at 50 random moments under load: no order lost, none charged twice, stock adds up', async (context) => {
  const cwd = await installed('modular-monolith');
  const { code, output } = await finish({
    cwd,
    argv: ['node', join(import.meta.dirname, 'random-kills.mjs')],
  });
  expect(code, output.slice(-6000)).toBe(0);
  const seen = JSON.parse(output.trim().split('\n').at(-1) ?? '{}');
  context.task.meta.figures = `${seen.kills} kills in ${seen.seconds} s, ${seen.accepted} orders: ${seen.confirmed} confirmed, ${seen.rejected} rejected`;
  expect(seen.accepted).toBeGreaterThan(100);
  expect(seen).toMatchObject({
    kills: 50,
    confirmed: seen.accepted - seen.rejected,
    unsettled: 0,
    lost: 0,
    ordersTooMany: 0,
    chargedTwice: 0,
    wrongCharges: 0,
    negativeStock: 0,
    wrongStock: 0,
    deadMessages: 0,
    otherAnswers: [],
  });
});
