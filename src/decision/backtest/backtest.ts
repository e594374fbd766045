import type { Knowledge } from '#knowledge/schema.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { sixDecimals } from '#shared/quantity.js';
import { WORDS, type Word } from '../confidence.js';
import { indexed } from '../indexed.js';
import { recommend } from '../recommend.js';
import { answersOfCase } from './answers-of-case.js';
import type { Case } from '#knowledge/case.js';

/** One case, judged. */
export interface Verdict {
  readonly id: string;
  readonly primary: PatternId;
  readonly acceptable: readonly PatternId[];
  readonly forbidden: readonly PatternId[];
  readonly hard: boolean;
  /** The options that existed in its year, the recommended one first. */
  readonly ranking: readonly { readonly pattern: PatternId; readonly acceptability: number }[];
  readonly word: Word;
  readonly top1: boolean;
  readonly top2: boolean;
  /** The recommended pattern is the one that was regretted. */
  readonly forbiddenHit: boolean;
}

/** Agreement of the engine with decisions that were made and published. */
export interface Backtest {
  readonly n: number;
  /** Share of cases whose recommended pattern is acceptable. */
  readonly top1: number;
  readonly top2: number;
  /** Mean over the patterns of the share of top1 among the cases that chose it. */
  readonly balanced: number;
  readonly perPattern: readonly {
    readonly pattern: PatternId;
    readonly n: number;
    readonly top1: number;
  }[];
  readonly forbiddenHits: readonly string[];
  readonly closeCalls: number;
  /** Hard cases that are neither right nor a close call. */
  readonly hardMisses: readonly string[];
  /** How often each word was right. */
  readonly calibration: readonly {
    readonly word: Word;
    readonly n: number;
    readonly top1: number;
  }[];
  readonly cases: readonly Verdict[];
}

const patternOf = (id: string): PatternId => {
  const found = PATTERN_IDS.find((pattern) => pattern === id.replace('_', '-'));
  if (found === undefined) throw new Error(`There is no pattern ${id}`);
  return found;
};

function share(of: readonly Verdict[], is: (one: Verdict) => boolean): number {
  return of.length === 0 ? 0 : sixDecimals(of.filter(is).length / of.length);
}

/** Asks the engine what each organisation decided for itself. Functions are no option before they existed. */
function verdictOf(one: Case, knowledge: Knowledge): Verdict {
  const codes = knowledge.caseCodes;
  const unavailable: readonly PatternId[] =
    one.year !== null && one.year < codes.functionsSince ? ['serverless'] : [];
  const { ranked, word } = recommend(answersOfCase(one, codes), indexed(knowledge), unavailable);
  const ranking = ranked
    .filter(({ pattern }) => !unavailable.includes(pattern))
    .map(({ pattern, acceptability }) => ({ pattern, acceptability }));
  const [first, second] = ranking.map(({ pattern }) => pattern);
  const acceptable = one.label.acceptable.map(patternOf);
  const forbidden = one.label.forbidden.map(patternOf);
  const isFine = (pattern: PatternId | undefined) =>
    pattern !== undefined && acceptable.includes(pattern);
  return {
    id: one.id,
    primary: patternOf(one.decision.primary),
    acceptable,
    forbidden,
    hard: one.label.hard,
    ranking,
    word,
    top1: isFine(first),
    top2: isFine(first) || isFine(second),
    forbiddenHit: first !== undefined && forbidden.includes(first),
  };
}

/** Runs the engine over published cases. A case without a year is taken as recent. */
export function backtest(cases: readonly Case[], knowledge: Knowledge): Backtest {
  const verdicts = cases.map((one) => verdictOf(one, knowledge));
  const top1 = (one: Verdict) => one.top1;
  const perPattern = PATTERN_IDS.flatMap((pattern) => {
    const chosen = verdicts.filter(({ primary }) => primary === pattern);
    return chosen.length === 0 ? [] : [{ pattern, n: chosen.length, top1: share(chosen, top1) }];
  });
  return {
    n: verdicts.length,
    top1: share(verdicts, top1),
    top2: share(verdicts, (one) => one.top2),
    balanced: sixDecimals(
      perPattern.reduce((sum, one) => sum + one.top1, 0) / Math.max(1, perPattern.length),
    ),
    perPattern,
    forbiddenHits: verdicts.filter((one) => one.forbiddenHit).map(({ id }) => id),
    closeCalls: verdicts.filter(({ word }) => word === 'close call').length,
    hardMisses: verdicts
      .filter((one) => one.hard && !one.top1 && one.word !== 'close call')
      .map(({ id }) => id),
    calibration: WORDS.map((word) => {
      const said = verdicts.filter((one) => one.word === word);
      return { word, n: said.length, top1: share(said, top1) };
    }),
    cases: verdicts,
  };
}
