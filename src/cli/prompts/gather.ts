import { DEFAULT_PROJECT, READY_MADE } from '#answers/names.js';
import { GROUPS, QUESTION, QUESTIONS, type Group, type Question } from '#answers/questions.js';
import type { Answers } from '#answers/schema.js';
import { styleFor } from '../print/style.js';
import type { Shell } from '../shell.js';
import { askQuestion, type RawAnswers } from './ask-question.js';
import type { Prompts } from './prompts.js';
import { review } from './review.js';

export type Depth = 'quick' | 'detailed';

const TITLES: Readonly<Record<Exclude<Group, 'project'>, string>> = {
  team: 'The team',
  load: 'The load',
  workload: 'The work',
  data: 'The data',
  compliance: 'Compliance',
  constraints: 'Constraints',
};

/** Asked first, in both depths, with these suggestions; the rest of their group follows the decision. */
const NAMES: readonly Question[] = [QUESTION.project, QUESTION.modules];
const SUGGESTED: RawAnswers = {
  project: DEFAULT_PROJECT,
  modules: READY_MADE.map(({ plural }) => plural),
};

/** Asks what was not given, then lets everything be reviewed. */
export async function gather(
  shell: Shell,
  prompts: Prompts,
  given: RawAnswers,
  depth: Depth | undefined,
): Promise<Answers> {
  const { bold, dim } = styleFor(shell);
  shell.out(
    `\n${bold('create-backend')} asks about your team and your load, recommends one of four\n` +
      'architectures and says why, then generates a repo that runs.\n' +
      `${dim('Nothing is written before you confirm; Ctrl-C leaves nothing behind.')}\n\n`,
  );
  const open = (questions: readonly Question[]): readonly Question[] =>
    questions.filter(({ id }) => given[id] === undefined);
  let answers = await askEach(prompts, open(NAMES), given);
  const chosen = depth ?? (await askDepth(prompts));
  for (const group of GROUPS) {
    if (group === 'project') continue;
    const asked = open(QUESTIONS.filter((question) => question.group === group)).filter(
      ({ quick }) => quick || chosen === 'detailed',
    );
    if (asked.length > 0) shell.out(`\n${bold(TITLES[group])}\n`);
    answers = await askEach(prompts, asked, answers);
  }
  shell.out('\n');
  return review(shell, prompts, answers);
}

function askDepth(prompts: Prompts): Promise<Depth> {
  const every = QUESTIONS.filter(({ group }) => group !== 'project');
  const quick = every.filter((question) => question.quick);
  return prompts.select({
    title: 'How much do you want to answer?',
    why: 'Every answer can be changed afterwards, and each may be "I don\'t know".',
    choices: [
      { value: 'quick', name: `quick: ${quick.length} questions, the rest is assumed and shown` },
      { value: 'detailed', name: `detailed: all ${every.length} questions` },
    ],
  });
}

async function askEach(
  prompts: Prompts,
  questions: readonly Question[],
  given: RawAnswers,
): Promise<RawAnswers> {
  let answers = given;
  for (const question of questions) {
    const answer = await askQuestion(prompts, question, SUGGESTED[question.id]);
    answers = { ...answers, [question.id]: answer };
  }
  return answers;
}
