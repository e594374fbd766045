import type { CompleteAnswers } from '#answers/complete-answers.js';
import { describesCompany } from '#answers/questions.js';
import type { Decision } from '#decision/schema.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';

/** A decision and the answers it was made for, under a name. */
export interface Side {
  readonly name: string;
  readonly complete: CompleteAnswers;
  readonly decision: Decision;
}

/** A value on both sides, where the two differ. */
interface Pair<Value> {
  readonly from: Value;
  readonly to: Value;
}

type Shown = string | number | readonly string[] | null;

/** What two decisions do not share: plain JSON, nothing that is equal. */
export interface Difference {
  readonly from: Summary;
  readonly to: Summary;
  readonly sameRecommendation: boolean;
  readonly answers: readonly (Pair<Shown> & {
    readonly key: string;
    /** True when nobody said the later value: it follows from the others. */
    readonly follows: boolean;
  })[];
  readonly patterns: readonly {
    readonly pattern: PatternId;
    readonly acceptability: Pair<number>;
    readonly hosting: Pair<number>;
    readonly people: Pair<number>;
    readonly vetoed: Pair<boolean>;
  }[];
  readonly vetoes: { readonly gone: readonly string[]; readonly fired: readonly string[] };
  readonly drivers: readonly (Pair<number> & {
    readonly criterion: string;
    readonly title: string;
  })[];
}

interface Summary {
  readonly name: string;
  readonly pattern: PatternId;
  readonly confidence: number;
  readonly word: Decision['recommended']['word'];
  readonly answersHash: string;
}

function summary({ name, decision }: Side): Summary {
  const { recommended, answersHash } = decision;
  return { name, ...recommended, answersHash };
}

function answersThatDiffer(one: CompleteAnswers, other: CompleteAnswers): Difference['answers'] {
  const assumed = new Set(other.assumptions.map(({ key }) => key));
  const later = new Map<string, unknown>(Object.entries(other));
  return Object.entries(one).flatMap(([key, from]) => {
    const to = later.get(key);
    if (!describesCompany(key) || JSON.stringify(from) === JSON.stringify(to)) return [];
    return [{ key, from: shown(from), to: shown(to), follows: assumed.has(key) }];
  });
}

function shown(value: unknown): Shown {
  if (typeof value === 'number' || typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(String) : null;
}

function patternsOf(one: Decision, other: Decision): Difference['patterns'] {
  return PATTERN_IDS.flatMap((pattern) => {
    const from = one.ranking.find((ranked) => ranked.pattern === pattern);
    const to = other.ranking.find((ranked) => ranked.pattern === pattern);
    if (from === undefined || to === undefined) return [];
    return [
      {
        pattern,
        acceptability: { from: from.acceptability, to: to.acceptability },
        hosting: { from: from.cost.hosting, to: to.cost.hosting },
        people: { from: from.cost.people, to: to.cost.people },
        vetoed: { from: from.vetoed, to: to.vetoed },
      },
    ];
  });
}

function driversThatMoved(one: Decision, other: Decision): Difference['drivers'] {
  return other.drivers
    .flatMap(({ criterion, title, weight: to }) => {
      const from = one.drivers.find((driver) => driver.criterion === criterion)?.weight ?? 0;
      return from === to ? [] : [{ criterion, title, from, to }];
    })
    .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from));
}

function standing({ vetoes }: Decision): readonly string[] {
  return vetoes.filter(({ accepted }) => accepted === null).map(({ id }) => id);
}

/** What changes from one decision to another. */
export function differenceOf(one: Side, other: Side): Difference {
  const before = standing(one.decision);
  const after = standing(other.decision);
  return {
    from: summary(one),
    to: summary(other),
    sameRecommendation: one.decision.recommended.pattern === other.decision.recommended.pattern,
    answers: answersThatDiffer(one.complete, other.complete),
    patterns: patternsOf(one.decision, other.decision),
    vetoes: {
      gone: before.filter((id) => !after.includes(id)),
      fired: after.filter((id) => !before.includes(id)),
    },
    drivers: driversThatMoved(one.decision, other.decision),
  };
}
