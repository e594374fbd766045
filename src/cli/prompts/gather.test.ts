import { describe, expect, it } from 'vitest';
import { parseAnswers } from '#answers/schema.js';
import { Interrupted } from '../interrupted.js';
import { CTRL_C, ENTER, memoryShell, type Script } from '../memory-shell.js';
import { gather } from './gather.js';

const QUICK: Script = {
  'Project name': ['demo'],
  Modules: ['orders,person:people'],
  'How much': ['quick'],
  Engineers: [12],
  Independent: ['?', '3'],
  'How you run': ['3:'],
  People: [''],
  'How the load': ['spiky'],
  'What the backend': [['crud', 'webhooks']],
  'Your answers': ['done'],
};

async function run(script: Script, given = {}) {
  const shell = memoryShell({ interactive: true, script });
  return { shell, answers: await gather(shell, await shell.prompts(), given, undefined) };
}

describe('gathering answers', () => {
  it('asks six questions in quick mode beside the two names', async () => {
    const { shell, answers } = await run({ ...QUICK, Independent: ['3'] });
    expect(shell.asked).toHaveLength(2 + 1 + 6 + 1);
    expect(answers).toEqual({
      project: 'demo',
      modules: ['orders', 'person:people'],
      engineers: 12,
      teams: 3,
      opsMaturity: 3,
      users: 'unknown',
      variability: 'spiky',
      workload: ['crud', 'webhooks'],
    });
  });

  it('does not ask for what was given', async () => {
    const { shell, answers } = await run(
      { ...QUICK, Independent: ['3'] },
      { project: 'x', engineers: 4 },
    );
    expect(shell.asked).not.toContain('Project name');
    expect(answers).toMatchObject({ project: 'x', engineers: 4 });
  });

  it('refuses what the schema refuses, before the next question', async () => {
    await expect(run({ ...QUICK, Independent: ['0'] })).rejects.toThrow(/teams: 0 is not/);
  });

  it('lets any answer be changed on the review page', async () => {
    const { answers } = await run({
      ...QUICK,
      Independent: ['3'],
      'Your answers': ['budget', 'engineers ', 'done'],
      Hosting: ['2000'],
      Engineers: [12, 30],
    });
    expect(answers).toMatchObject({ engineers: 30, budget: 2000 });
  });

  it('does not leave the review page while answers contradict each other', async () => {
    const { shell, answers } = await run({
      ...QUICK,
      Independent: ['20', '2'],
      'Your answers': ['done', 'teams ', 'done'],
    });
    expect(shell.stdout()).toContain('ANSWERS_CONTRADICT');
    expect(answers).toMatchObject({ teams: 2 });
  });

  it('takes what is suggested at Enter', async () => {
    const { answers } = await run({
      ...QUICK,
      Independent: [''],
      'Project name': [ENTER],
      Modules: [ENTER],
    });
    expect(answers).toMatchObject({
      project: 'shop',
      modules: ['users', 'inventory', 'orders', 'payments'],
      teams: 'unknown',
    });
    expect(parseAnswers(answers)).toEqual({ ok: true, value: answers });
  });

  it('ends at Ctrl-C', async () => {
    await expect(run({ ...QUICK, Independent: [CTRL_C] })).rejects.toBeInstanceOf(Interrupted);
  });
});
