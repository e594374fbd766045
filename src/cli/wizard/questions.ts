import { DEFAULT_PROJECT, READY_MADE } from '#answers/names.js';
import { QUESTIONS, type Group, type Question } from '#answers/questions.js';
import type { Prompts } from '../prompts/prompts.js';
import { askQuestion } from './ask-question.js';
import type { Depth, Draft, RawAnswers } from './draft.js';
import type { Estimates } from './standing.js';
import type { Step } from './steps.js';
import { problemsOf, warningOf } from './warnings.js';

const GROUP_TITLES: Readonly<Record<Exclude<Group, 'project'>, string>> = {
  team: 'the team',
  load: 'the load',
  workload: 'the work',
  data: 'the data',
  compliance: 'compliance',
  constraints: 'constraints',
};

/** Asked first, in both depths, with these suggestions; the rest of their group follows the decision. */
const SUGGESTED: RawAnswers = {
  project: DEFAULT_PROJECT,
  modules: READY_MADE.map(({ plural }) => plural),
};

export function nameStep(
  prompts: Prompts,
  estimates: Estimates,
  given: Draft,
  question: Question,
  openTarget: (project: string) => Promise<unknown> = async () => undefined,
): Step {
  const { id } = question;
  return {
    id,
    applies: () => given.answers[id] === undefined,
    ask: async ({ answers, ...draft }, back) => {
      for (let current = answers[id] ?? SUGGESTED[id]; ;) {
        const setting = { prompts, estimates, answers, current, back };
        const answer = await askQuestion(question, setting);
        const problems = await problemsOf(() => openTarget(String(answer)));
        if (problems.length === 0)
          return { draft: { ...draft, answers: { ...answers, [id]: answer } } };
        prompts.say(warningOf(problems));
        current = answer;
      }
    },
  };
}

export function depthStep(prompts: Prompts, given: Draft): Step {
  const every = QUESTIONS.filter(({ group }) => group !== 'project');
  const quick = every.filter((question) => question.quick);
  return {
    id: 'depth',
    applies: () =>
      given.depth === undefined && every.some(({ id }) => given.answers[id] === undefined),
    ask: async (draft, back) => {
      const depth = await prompts.select<Depth>({
        title: 'How much do you want to answer?',
        why: 'Each may be "I don\'t know", and every answer can be changed afterwards.',
        back,
        choices: [
          {
            value: 'quick',
            name: 'Quick',
            hint: `${quick.length} questions, the rest is assumed and shown`,
            short: 'quick',
          },
          {
            value: 'detailed',
            name: 'Detailed',
            hint: `all ${every.length} questions`,
            short: 'detailed',
          },
        ],
        ...(draft.depth === undefined ? {} : { initial: draft.depth }),
      });
      return { draft: { ...draft, depth } };
    },
  };
}

export function questionStep(
  prompts: Prompts,
  estimates: Estimates,
  given: Draft,
  question: Question,
): Step {
  const { id, group } = question;
  const asked = ({ depth }: Draft): readonly Question[] =>
    QUESTIONS.filter(
      (one) =>
        one.group !== 'project' &&
        given.answers[one.id] === undefined &&
        (one.quick || depth === 'detailed'),
    );
  return {
    id,
    applies: (draft) => asked(draft).some((one) => one.id === id),
    ask: async (draft, back) => {
      const all = asked(draft);
      const at = all.findIndex((one) => one.id === id) + 1;
      const about = group === 'project' ? '' : `${GROUP_TITLES[group]}, `;
      const { answers } = draft;
      const place = `${about}${at} of ${all.length}`;
      const setting = { prompts, estimates, answers, current: answers[id], place, back };
      return {
        draft: { ...draft, answers: { ...answers, [id]: await askQuestion(question, setting) } },
      };
    },
  };
}
