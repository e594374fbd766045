import type { CompleteAnswers } from '#answers/complete-answers.js';
import { QUESTION } from '#answers/questions.js';
import type { Case } from '#knowledge/case.js';
import type { Lookup } from '#knowledge/lookup.js';
import type { CaseCodes, Knowledge } from '#knowledge/schema.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { clamp, sixDecimals } from '#shared/quantity.js';
import type { Precedent } from './schema.js';

/** The pattern that a case names in its own spelling. */
export function patternOfCase(id: string): PatternId {
  const found = PATTERN_IDS.find((pattern) => pattern === id.replace('_', '-'));
  if (found === undefined) throw new Error(`There is no pattern ${id}`);
  return found;
}

/** How alike two contexts are in one respect, 0 to 1; null when the case does not say. */
interface Respect {
  readonly name: string;
  alike(one: Case['context'], complete: CompleteAnswers, codes: CaseCodes): number | null;
}

/** Equal quantities are alike; `reach` times as much is not. */
function byFactor(one: number, other: number, reach: number): number {
  return 1 - clamp(Math.abs(Math.log((1 + one) / (1 + other))) / Math.log(reach), 0, 1);
}

/** Levels of a scale: neighbours are half alike. */
function byLevel(levels: readonly string[], one: string, other: string): number {
  return 1 - clamp(Math.abs(levels.indexOf(one) - levels.indexOf(other)) / 2, 0, 1);
}

function overlap(some: readonly string[], others: readonly string[]): number {
  const both = some.filter((one) => others.includes(one)).length;
  const either = new Set([...some, ...others]).size;
  return either === 0 ? 1 : both / either;
}

function coded(tags: readonly string[], table: Readonly<Record<string, readonly string[]>>) {
  return [...new Set(tags.flatMap((tag) => table[tag] ?? []))];
}

const levelsOf = (key: 'variability' | 'consistency' | 'growth'): readonly string[] =>
  QUESTION[key].choices.map(({ value }) => value);

function respects(reach: number): readonly Respect[] {
  return [
    {
      name: 'engineers',
      alike: ({ engineers: { min, max } }, { engineers }) => {
        const low = min ?? max;
        const high = max ?? min;
        if (low === null || high === null) return null;
        return byFactor(Math.sqrt(low * high), engineers, reach);
      },
    },
    {
      name: 'kind of work',
      alike: ({ workload }, complete, codes) =>
        workload.length === 0 ? null : overlap(coded(workload, codes.workload), complete.workload),
    },
    {
      name: 'variability of the load',
      alike: ({ variability }, complete) =>
        variability && byLevel(levelsOf('variability'), variability, complete.variability),
    },
    {
      name: 'consistency',
      alike: ({ consistency }, complete) =>
        consistency &&
        byLevel(levelsOf('consistency'), consistency.replace('_ok', ''), complete.consistency),
    },
    {
      name: 'latency target',
      alike: ({ latency }, { latencyMs }, codes) =>
        latency && byFactor(codes.latencyMs[latency] ?? latencyMs, latencyMs, reach),
    },
    {
      name: 'operations maturity',
      alike: ({ ops_maturity }, { opsMaturity }) =>
        ops_maturity && 1 - clamp(Math.abs(ops_maturity - opsMaturity) / 2, 0, 1),
    },
    {
      name: 'amount of data',
      alike: ({ data_volume }, { dataGb }, codes) =>
        data_volume && byFactor(codes.dataGb[data_volume] ?? dataGb, dataGb, reach ** 2),
    },
    {
      name: 'growth',
      alike: ({ growth }, complete) =>
        growth && byLevel(levelsOf('growth'), growth, complete.growth),
    },
    {
      name: 'regimes',
      alike: ({ compliance }, complete, codes) =>
        overlap(
          coded(compliance, codes.compliance),
          complete.compliance.filter((regime) => regime !== 'none'),
        ),
    },
  ];
}

interface Near {
  readonly one: Case;
  readonly likeness: number;
  readonly alike: readonly string[];
  readonly differs: readonly string[];
}

function nearness(
  one: Case,
  complete: CompleteAnswers,
  codes: CaseCodes,
  all: readonly Respect[],
): Near {
  const found = all.flatMap(({ name, alike }) => {
    const share = alike(one.context, complete, codes);
    return share === null ? [] : [{ name, share }];
  });
  const sum = found.reduce((total, { share }) => total + share, 0);
  const byShare = found.toSorted((a, b) => b.share - a.share);
  return {
    one,
    likeness: found.length === 0 ? 0 : sum / found.length,
    alike: byShare.filter(({ share }) => share > 1 / 2).map(({ name }) => name),
    differs: byShare.filter(({ share }) => share <= 1 / 2).map(({ name }) => name),
  };
}

const OUTCOME: Readonly<Record<string, string>> = {
  kept: 'kept',
  kept_after_reversal: 'kept, after an earlier decision was reversed',
  evolved: 'evolved into something else',
  reversed: 'reversed',
  regretted: 'regretted',
};

function told({ one, likeness, alike, differs }: Near, chosen: PatternId): Precedent {
  const decided = patternOfCase(one.decision.primary);
  const agrees = one.label.acceptable.map(patternOfCase).includes(chosen);
  const note = one.outcome?.note ?? '';
  const outcome = OUTCOME[one.outcome?.status ?? ''] ?? 'not known';
  return {
    id: one.id,
    organisation: one.organisation,
    system: one.system,
    year: one.year,
    decided,
    agrees,
    counter: !agrees,
    likeness: sixDecimals(likeness),
    alike: [...alike],
    differs: [...differs],
    outcome: note === '' ? outcome : `${outcome}: ${note}`,
    reason: one.reason,
    source: {
      title: one.source?.publication ?? one.organisation,
      address: one.source?.address ?? '',
    },
  };
}

/** The published cases nearest in context; the last one decided otherwise, if none of the nearest did. */
export function precedentsOf(
  complete: CompleteAnswers,
  { cases, caseCodes }: Knowledge,
  threshold: Lookup,
  chosen: PatternId,
): Precedent[] {
  const all = respects(threshold('precedents.reach'));
  const near = cases
    .map((one) => nearness(one, complete, caseCodes, all))
    .sort((a, b) => b.likeness - a.likeness || (a.one.id < b.one.id ? -1 : 1))
    .map((one) => told(one, chosen));
  const shown = near.slice(0, threshold('precedents.shown'));
  if (shown.some(({ counter }) => counter)) return shown;
  const counter = near.find((one) => one.counter);
  return counter === undefined ? shown : [...shown.slice(0, -1), counter];
}
