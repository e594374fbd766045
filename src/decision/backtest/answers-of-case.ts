import { completeAnswers } from '#answers/defaults.js';
import type { CompleteAnswers } from '#answers/complete-answers.js';
import { QUESTION } from '#answers/questions.js';
import { parseAnswers } from '#answers/schema.js';
import type { CaseCodes } from '#knowledge/schema.js';
import { clamp, threeDigits } from '#shared/quantity.js';
import type { Case } from '#knowledge/case.js';

type Context = Case['context'];

/** Which answers rest on a field of a case. */
const ANSWERS_OF: Readonly<Record<string, readonly string[]>> = {
  engineers: ['engineers'],
  teams: ['teams'],
  traffic: ['averageRps', 'peakRps', 'users'],
  variability: ['variability'],
  workload: ['workload'],
  compliance: ['compliance'],
  latency: ['latencyMs'],
  consistency: ['consistency'],
  ops_maturity: ['opsMaturity'],
  budget: ['budget'],
  data_volume: ['dataGb'],
  growth: ['growth'],
};

/**
 * What a coded case would have answered. Words become the middle of what they cover; what the case says nothing
 * about stays unanswered; what its coder estimated counts as an assumption, so that it is drawn from a range.
 */
export function answersOfCase(one: Case, codes: CaseCodes): CompleteAnswers {
  const { context } = one;
  const known = {
    engineers: engineersOf(context),
    teams: teamsOf(context),
    ...trafficOf(context, codes),
    variability: context.variability ?? undefined,
    workload: wordsOf(context.workload, codes.workload),
    compliance: regimesOf(context, codes),
    latencyMs: context.latency === null ? undefined : codes.latencyMs[context.latency],
    consistency:
      context.consistency === 'eventual_ok' ? 'eventual' : (context.consistency ?? undefined),
    opsMaturity: context.ops_maturity === null ? undefined : Math.round(context.ops_maturity),
    budget: context.budget === null ? undefined : codes.budget[context.budget],
    dataGb: context.data_volume === null ? undefined : codes.dataGb[context.data_volume],
    growth: context.growth ?? undefined,
    today: todayOf(one.decision.came_from, codes),
  };
  const parsed = parseAnswers(JSON.parse(JSON.stringify(known)));
  if (!parsed.ok) throw new Error(`${one.id}: ${parsed.problems[0]?.message ?? ''}`);
  return withEstimates(completeAnswers(parsed.value), context);
}

/** The middle of a range by factors; one end stands for both. */
function engineersOf({ engineers: { min, max } }: Context): number | undefined {
  const low = min ?? max;
  const high = max ?? min;
  if (low === null || high === null) return undefined;
  return Math.max(1, Math.round(Math.sqrt(low * high)));
}

/** Never more teams than people: a coder who counted otherwise meant people who sit together. */
function teamsOf(context: Context): number | undefined {
  const { value } = context.teams;
  if (value === null) return undefined;
  return clamp(Math.round(value), 1, engineersOf(context) ?? QUESTION.teams.max);
}

function withEstimates(
  complete: CompleteAnswers,
  { engineers, estimated_fields }: Context,
): CompleteAnswers {
  const fields =
    engineers.basis === 'stated' ? estimated_fields : [...estimated_fields, 'engineers'];
  const keys = new Set(fields.flatMap((field) => ANSWERS_OF[field] ?? []));
  const already = new Set(complete.assumptions.map(({ key }) => key));
  const estimated = [...keys].filter((key) => !already.has(key) && Object.hasOwn(complete, key));
  const because = 'estimated by whoever coded the case';
  return {
    ...complete,
    assumptions: [
      ...complete.assumptions,
      ...estimated.map((key) => ({ key, value: null, because })),
    ],
  };
}

const UNIT = String.raw`(?:\s*(k|mn?|bn?|thousand|million|billion)\b)?`;
const AMOUNT = String.raw`(\d[\d.,]*)` + UNIT;
const RANGE = new RegExp(String.raw`${AMOUNT}(?:\s*[-–]\s*${AMOUNT})?`, 'i');

/** Numbers in free text, such as `100k-300k students` or `1.5 bn a month`: the middle of the first range. */
export function peopleIn(text: string, codes: CaseCodes): number | undefined {
  const found = RANGE.exec(text);
  if (!found) return undefined;
  const [, low, lowUnit, high, highUnit] = found;
  const number = (digits: string, unit: string | undefined) =>
    Number(digits.replaceAll(',', '')) * (codes.multiples[unit?.toLowerCase() ?? ''] ?? 1);
  const from = number(low ?? '', lowUnit ?? (high === undefined ? undefined : highUnit));
  const to = high === undefined ? from : number(high, highUnit);
  const people = Math.sqrt(from * to);
  return Math.round(/month|MAU/i.test(text) ? people * codes.dailyShareOfMonthly : people);
}

function trafficOf({ traffic }: Context, codes: CaseCodes) {
  const { rps_avg, rps_peak, events_per_day, users } = traffic;
  const events =
    events_per_day === null ? undefined : threeDigits(events_per_day / codes.secondsPerDay);
  // An average above the peak is counted in other units than the peak: the peak is what was looked up.
  const isOdd = rps_avg !== null && rps_peak !== null && rps_avg > rps_peak;
  const known = isOdd ? undefined : (rps_avg ?? undefined);
  const average = known ?? (rps_peak === null ? events : undefined);
  return {
    averageRps: average === undefined ? undefined : Math.min(average, codes.mostRps),
    peakRps: rps_peak === null ? undefined : Math.min(rps_peak, codes.mostRps),
    users: users === null ? undefined : peopleIn(users, codes),
  };
}

function wordsOf(tags: readonly string[], table: Readonly<Record<string, readonly string[]>>) {
  const words = [...new Set(tags.flatMap((tag) => table[tag] ?? []))];
  return words.length > 0 ? words : undefined;
}

function regimesOf({ compliance }: Context, { compliance: table }: CaseCodes) {
  return wordsOf(compliance, table) ?? ['none'];
}

function todayOf(text: string | null, { today }: CaseCodes) {
  if (text === null) return undefined;
  const found = Object.entries(today).find(([word]) => text.toLowerCase().includes(word));
  return found?.[1];
}
