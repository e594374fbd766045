import type { Tree } from './scan-tree.js';
import { readWhole, writeWhole } from './scan-cache-file.js';

/** What was printed, and the exit code. */
export interface Answer {
  readonly text: string;
  readonly code: number;
}

interface Kept {
  /** The digest of the tree that the answers are about. */
  readonly about: string;
  readonly answers: readonly (readonly [question: string, answer: Answer])[];
}

const MOST_ANSWERS = 20;
const MOST_CHARACTERS = 2_000_000;

/** Answers about a tree as it is: none is left as soon as anything in it has changed. */
export function keptAnswers(tree: Tree, file: string) {
  const about = tree.digest();
  const kept = load(file);
  const answers = new Map(kept?.about === about ? kept.answers : []);
  return {
    get: (question: string): Answer | undefined => answers.get(question),
    keep: (question: string, answer: Answer): void => {
      if (answer.text.length > MOST_CHARACTERS || !tree.isSettled()) return;
      answers.set(question, answer);
      const last = [...answers].slice(-MOST_ANSWERS);
      writeWhole(file, JSON.stringify({ about, answers: last } satisfies Kept));
    },
  };
}

function load(file: string): Kept | undefined {
  const text = readWhole(file);
  return text === undefined ? undefined : (JSON.parse(text) as Kept);
}
