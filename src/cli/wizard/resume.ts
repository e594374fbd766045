import {
  forgetAnswers,
  readSavedAnswers,
  saveAnswers,
  savedAnswersPath,
  type Saved,
} from '#adapters/saved-answers.js';
import { parseAnswers } from '#answers/schema.js';
import { UserError } from '#shared/user-error.js';
import { invocation } from '../invocation.js';
import type { Prompts } from '../prompts/prompts.js';
import type { Shell } from '../shell.js';
import type { Draft } from './draft.js';

/** Answers of a run that did not come to its end. */
export interface Unfinished {
  /** Called after each answer. */
  readonly keep: (draft: Draft) => Promise<void>;
  readonly forget: () => Promise<void>;
  /** How to go on later, once something was kept. */
  readonly remark: () => string;
}

export function unfinishedIn(shell: Pick<Shell, 'env'>): Unfinished {
  const path = savedAnswersPath(shell.env, process.platform);
  let kept = 0;
  return {
    keep: async ({ answers, depth }) => {
      const saved = await saveAnswers(path, { answers, ...(depth === undefined ? {} : { depth }) });
      kept = saved ? Object.keys(answers).length : 0;
    },
    forget: () => forgetAnswers(path),
    remark: () =>
      kept === 0
        ? ''
        : `Your answers are kept. Go on with: ${[...invocation(shell.env), '--resume'].join(' ')}\n`,
  };
}

/** What was kept, as far as it is still an answer; what is wrong with it is said and never fatal. */
export async function keptDraft(shell: Pick<Shell, 'env' | 'err'>): Promise<Draft | undefined> {
  const path = savedAnswersPath(shell.env, process.platform);
  const saved: Saved = await readSavedAnswers(path);
  if (saved.kind === 'none') return undefined;
  if (saved.kind === 'unreadable') {
    shell.err(`Answers of an earlier run are ignored: ${saved.why} (${path}).\n`);
    return undefined;
  }
  const entries = Object.entries(saved.answers);
  const valid = entries.filter(([key, value]) => parseAnswers({ [key]: value }).ok);
  const lost = entries.filter((entry) => !valid.includes(entry)).map(([key]) => key.slice(0, 40));
  if (lost.length > 0) {
    shell.err(`Ignored in the answers of an earlier run, no longer valid: ${lost.join(', ')}.\n`);
  }
  if (valid.length === 0) return undefined;
  const { depth } = saved;
  return {
    answers: Object.fromEntries(valid),
    ...(depth === 'quick' || depth === 'detailed' ? { depth } : {}),
  };
}

/** For `--resume`: there must be something to resume. */
export async function requireKeptDraft(shell: Pick<Shell, 'env' | 'err'>): Promise<Draft> {
  const draft = await keptDraft(shell);
  if (draft !== undefined) return draft;
  throw new UserError({
    code: 'NOTHING_TO_RESUME',
    message: 'There are no answers of an unfinished run',
    hint: 'Start without --resume; answers are kept whenever you leave the wizard',
    where: '--resume',
  });
}

/** Offers what was kept. */
export async function offerDraft(prompts: Prompts, draft: Draft): Promise<boolean> {
  const { project } = draft.answers;
  const count = Object.keys(draft.answers).length;
  const name = typeof project === 'string' ? ` for ${project}` : '';
  const many = `${count} ${count === 1 ? 'answer' : 'answers'}`;
  return prompts.select({
    echo: 'Go on where you left off?',
    title: `Go on where you left off? There ${count === 1 ? 'is' : 'are'} ${many}${name}.`,
    back: false,
    choices: [
      { value: true, name: 'Yes, go on; each can still be changed', short: 'yes' },
      { value: false, name: 'No, start anew', short: 'no, start anew' },
    ],
    initial: true,
  });
}
