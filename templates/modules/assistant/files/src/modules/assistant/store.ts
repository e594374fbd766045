import type { Call } from '#platform/call.ts';
import type { Document, Passage, Spent } from './domain.ts';

export interface NewPassage {
  readonly text: string;
  readonly vector: readonly number[];
}

/** What is to be spent, and how much there is for who asks and for everybody. */
export interface Wanted extends Spent {
  readonly day: string;
  readonly who: string;
}

export interface AssistantStore {
  add(
    call: Call,
    document: Document,
    model: string,
    passages: readonly NewPassage[],
  ): Promise<void>;
  /** False when there is none. */
  remove(call: Call, id: string): Promise<boolean>;
  list(after: string | null, limit: number): Promise<readonly Document[]>;
  /** The passages closest to a vector of the same model. */
  nearest(model: string, vector: readonly number[], limit: number): Promise<readonly Passage[]>;
  /** Takes it from both budgets, or from none and says false. Nothing is taken twice, however many ask at once. */
  spend(call: Call, wanted: Wanted, own: Spent, tokensOfAll: number): Promise<boolean>;
  /** Corrects what was taken in advance. */
  settle(call: Call, day: string, who: string, tokens: number): Promise<void>;
  spentBy(day: string, who: string): Promise<Spent>;
}
