/** A question, and the passages that its answer may rest on. They are kept apart, since only the adapter may join them. */
export interface Prompt {
  readonly instructions: string;
  readonly passages: readonly string[];
  readonly question: string;
  readonly maxTokens: number;
}

export interface Usage {
  readonly input: number;
  readonly output: number;
}

/** A piece of the answer as it is made; the last one also says what it took, where the model tells. */
export interface Piece {
  readonly text: string;
  readonly usage?: Usage;
}

/** Writes an answer. Throws before the first piece where it cannot begin; stops when the signal says so. */
export interface LanguageModel {
  readonly model: string;
  answer(prompt: Prompt, signal: AbortSignal): AsyncIterable<Piece>;
}

/** About how many tokens a text is: enough to set something aside before the model says what it took. */
export const roughTokens = (text: string): number => Math.ceil(text.length / 3);
