import { QUESTION, QUESTIONS } from '#answers/questions.js';
import { parseAnswers, type Answers } from '#answers/schema.js';
import { CATALOGUE } from '#blueprint/catalogue.js';
import { UserError } from '#shared/user-error.js';
import { buildTree, type Built } from '../create/build-tree.js';
import { settle, type Settled } from '../create/settle.js';
import type { Target } from '../create/target.js';
import type { Prompts } from '../prompts/prompts.js';
import { requireOk } from '../require-ok.js';
import type { Shell } from '../shell.js';
import { askFeatures } from './ask-features.js';
import { confirmWriting } from './confirm.js';
import type { Draft, RawAnswers } from './draft.js';
import { depthStep, nameStep, questionStep } from './questions.js';
import { recommend } from './recommend.js';
import { review } from './review.js';
import { estimatesFor } from './standing.js';
import { takeSteps, type Outcome, type Step } from './steps.js';
import { warningOf } from './warnings.js';

/** What the wizard needs of the command that runs it. */
export interface Occasion {
  /** What was said before: flags, a file, an unfinished run. Not asked again, but shown for review. */
  readonly start: Draft;
  /** Where it will be written, once the project has a name; refused if it cannot. */
  readonly openTarget: (project: string) => Promise<Target>;
  readonly keep: (draft: Draft) => Promise<void>;
  readonly dryRun: boolean;
}

/** What the wizard ends with. */
export interface Ended {
  readonly go: boolean;
  readonly target: Target;
  readonly settled: Settled;
  readonly built: Built;
}

/** From the first question to the last: nothing is written here. */
export async function runWizard(
  shell: Shell,
  prompts: Prompts,
  occasion: Occasion,
): Promise<Ended> {
  let ended: Ended | undefined;
  const estimates = estimatesFor(shell);
  const given = occasion.start;
  const steps: readonly Step[] = [
    nameStep(prompts, estimates, given, QUESTION.project, occasion.openTarget),
    nameStep(prompts, estimates, given, QUESTION.modules),
    depthStep(prompts, given),
    ...QUESTIONS.filter(({ group }) => group !== 'project').map((one) =>
      questionStep(prompts, estimates, given, one),
    ),
    {
      id: 'review',
      applies: () => true,
      ask: async (draft, back) => {
        const changed = (answers: RawAnswers) => occasion.keep({ ...draft, answers });
        return {
          draft: {
            ...draft,
            answers: await review({ prompts, estimates, back, changed }, draft.answers),
          },
        };
      },
    },
    recommendStep(shell, prompts),
    featureStep(prompts),
    {
      id: 'confirm',
      applies: () => true,
      ask: async (draft) => {
        const settled = settle({ answers: valid(draft) });
        const target = await occasion.openTarget(settled.complete.project);
        const built = await buildTree(settled);
        const ending = await confirmWriting(
          shell,
          prompts,
          target,
          settled,
          built,
          occasion.dryRun,
        );
        if (ending === 'change') return { draft, goTo: 'review' };
        ended = { go: ending === 'write', target, settled, built };
        return { draft };
      },
    },
  ];
  await takeSteps(
    steps.map((step) => toldProblems(step, prompts)),
    given,
    occasion.keep,
  );
  if (ended === undefined) throw new Error('The wizard ended without its last page');
  return ended;
}

/** What cannot be carried out is said, and the answers come up for a change. */
function toldProblems(step: Step, prompts: Prompts): Step {
  if (!['recommend', 'features', 'confirm'].includes(step.id)) return step;
  return {
    ...step,
    ask: async (draft, back) => {
      try {
        return await step.ask(draft, back);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        prompts.say(warningOf(error.problems));
        return { draft, goTo: 'review' };
      }
    },
  };
}

function recommendStep(shell: Shell, prompts: Prompts): Step {
  return {
    id: 'recommend',
    applies: () => true,
    ask: async (draft): Promise<Outcome> => {
      const answers = valid(draft);
      const { decision, pattern } = settle({ answers });
      const { pattern: _, overrideReason: because, ...followed } = answers;
      const verdict = await recommend(shell, prompts, decision, { pattern, because });
      switch (verdict.kind) {
        case 'change':
          return { draft, goTo: 'review' };
        case 'followed':
          return { draft: { ...draft, answers: followed } };
        case 'overridden': {
          const { pattern: chosen, because: overrideReason } = verdict;
          return { draft: { ...draft, answers: { ...followed, pattern: chosen, overrideReason } } };
        }
      }
    },
  };
}

function featureStep(prompts: Prompts): Step {
  return {
    id: 'features',
    applies: () => true,
    ask: async (draft) => {
      const answers = valid(draft);
      const { pattern, complete } = settle({ answers });
      const { features = [], without = [], ...rest } = answers;
      const asked = { added: features, without };
      const wish = await askFeatures(prompts, pattern, CATALOGUE, asked, complete.compliance);
      return {
        draft: {
          ...draft,
          answers: {
            ...rest,
            ...(wish.added.length === 0 ? {} : { features: [...wish.added] }),
            ...(wish.without.length === 0 ? {} : { without: [...wish.without] }),
          },
        },
      };
    },
  };
}

function valid({ answers }: Draft): Answers {
  return requireOk(parseAnswers(answers));
}
