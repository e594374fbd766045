import { WentBack } from '../prompts/prompts.js';
import type { Draft } from './draft.js';

/** What a step leaves: the draft, and where to go on if not at the next step. */
export interface Outcome {
  readonly draft: Draft;
  readonly goTo?: string;
}

/** One page of the wizard. */
export interface Step {
  readonly id: string;
  readonly applies: (draft: Draft) => boolean;
  /** Rejects with `WentBack` when the page before it is wanted again. */
  readonly ask: (draft: Draft, canGoBack: boolean) => Promise<Outcome>;
}

/** Takes one page after the other, and the last one again where somebody goes back. */
export async function takeSteps(
  steps: readonly Step[],
  start: Draft,
  changed: (draft: Draft) => Promise<void>,
): Promise<Draft> {
  const trail: number[] = [];
  let draft = start;
  let at = 0;
  for (;;) {
    const step = steps[at];
    if (step === undefined) return draft;
    if (!step.applies(draft)) {
      at += 1;
      continue;
    }
    try {
      const outcome = await step.ask(draft, trail.length > 0);
      draft = outcome.draft;
      await changed(draft);
      const next =
        outcome.goTo === undefined ? -1 : steps.findIndex(({ id }) => id === outcome.goTo);
      trail.push(at);
      at = next < 0 ? at + 1 : next;
    } catch (error) {
      if (!(error instanceof WentBack)) throw error;
      at = trail.pop() ?? at;
    }
  }
}
