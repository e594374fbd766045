import type { CompleteAnswers } from '#answers/complete-answers.js';
import { QUESTION } from '#answers/questions.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { clamp } from '#shared/quantity.js';
import { valueIn, type Column } from './column.js';
import type { Lookup } from '#knowledge/lookup.js';
import type { Unknown } from './unknowns.js';
import type { Worlds } from './worlds.js';

/** The answers that the model reads. */
const READ = [
  'engineers',
  'engineersIn18Months',
  'teams',
  'teamsIn18Months',
  'opsMaturity',
  'experience',
  'averageRps',
  'peakRps',
  'variability',
  'growth',
  'latencyMs',
  'availability',
  'workload',
  'consistency',
  'replay',
  'consumers',
  'dataClasses',
  'dataGb',
  'compliance',
  'budget',
  'engineerCost',
  'firstReleaseWeeks',
  'portability',
  'boundaryCertainty',
  'today',
] as const;
export type ReadKey = (typeof READ)[number];

/** Answers by world. Columns of equal answers are the same column. */
export type DrawnAnswers = {
  readonly [Key in ReadKey]: Column<CompleteAnswers[Key]>;
};

/** A company with what was drawn for it. */
export interface Company {
  readonly complete: CompleteAnswers;
  readonly drawn: DrawnAnswers;
  /** What was assumed, and is therefore drawn. */
  readonly assumed: ReadonlySet<string>;
}

/** True when these answers are the same in every world. */
export function isAlike(one: DrawnAnswers, other: DrawnAnswers, keys: readonly ReadKey[]): boolean {
  for (const key of keys) if (one[key] !== other[key]) return false;
  return true;
}

type NumberKey = {
  [Key in ReadKey]: CompleteAnswers[Key] extends number ? Key : never;
}[ReadKey];

function within(key: NumberKey, value: number): number {
  const { min, max, integer } = QUESTION[key] as { min: number; max: number; integer: boolean };
  const bounded = clamp(value, min, max);
  return integer ? Math.round(bounded) : bounded;
}

/** What is drawn, and the threshold that says how far it may be off. */
type Factor = readonly [of: Unknown, most: string];

const PEOPLE: Factor = ['people', 'unsure.people'];
const TEAMS: Factor = ['teams', 'unsure.people'];
const LATER: Factor = ['later', 'unsure.people'];

/** What was never given is drawn; with nothing to draw, every column has one value. */
interface Drawing {
  readonly complete: CompleteAnswers;
  readonly worlds: Worlds;
  readonly threshold: Lookup;
  isDrawn(key: ReadKey): boolean;
}

function known<Key extends ReadKey>({ complete, worlds }: Drawing, key: Key) {
  const value = complete[key];
  return worlds.column(`${key} ${String(value)}`, () => [value]);
}

/** The value times each of the factors, within what the question takes. */
function scaled(drawing: Drawing, key: NumberKey, factors: readonly Factor[]): Column {
  if (!drawing.isDrawn(key)) return known(drawing, key);
  const { complete, worlds } = drawing;
  const value = complete[key];
  return worlds.column(`${key} ${value} ${factors.join(' ')}`, () => {
    const columns = factors.map((factor) => worlds.factors(...factor));
    return inEach(worlds, (world) => {
      let by = 1;
      for (const [index, column] of columns.entries()) {
        const factor = valueIn(column, world);
        by *= factors[index] === LATER ? Math.max(1, factor) : factor;
      }
      return within(key, value * by);
    });
  });
}

function inEach<Value>({ count }: Worlds, value: (world: number) => Value): Column<Value> {
  return Array.from({ length: count }, (_, world) => value(world));
}

/** People, teams and their later counts move together where one was derived from the other. */
function people(drawing: Drawing) {
  const shared = drawing.isDrawn('engineers') ? [PEOPLE] : [];
  const ofTeams = drawing.isDrawn('teams') ? [...shared, TEAMS] : [];
  return {
    engineers: scaled(drawing, 'engineers', shared),
    engineersIn18Months: scaled(drawing, 'engineersIn18Months', [...shared, LATER]),
    teams: scaled(drawing, 'teams', ofTeams),
    teamsIn18Months: scaled(drawing, 'teamsIn18Months', [...ofTeams, LATER]),
  };
}

/** Average and peak move together unless one of them is known. */
function load(drawing: Drawing) {
  const { users } = drawing.complete;
  const isDrawn = drawing.isDrawn('averageRps') && drawing.isDrawn('peakRps');
  const factor: Factor = ['load', users === null ? 'unsure.load' : 'unsure.size'];
  const of = (key: 'averageRps' | 'peakRps') =>
    isDrawn ? scaled(drawing, key, [factor]) : known(drawing, key);
  return { averageRps: of('averageRps'), peakRps: of('peakRps') };
}

/** Availability moves by what is missing to a hundred. */
function availability(drawing: Drawing): Column {
  const { complete, worlds } = drawing;
  if (!drawing.isDrawn('availability')) return known(drawing, 'availability');
  const whole = QUESTION.availability.max;
  return worlds.column(`availability ${complete.availability} drawn`, () => {
    const factors = worlds.factors('availability', 'unsure.size');
    const missing = whole - complete.availability;
    return inEach(worlds, (world) =>
      within('availability', whole - missing * valueIn(factors, world)),
    );
  });
}

function budget(drawing: Drawing): Column<number | null> {
  const { complete, worlds } = drawing;
  const value = complete.budget;
  if (value === null || !drawing.isDrawn('budget')) return known(drawing, 'budget');
  const { min, max } = QUESTION.budget;
  return worlds.column(`budget ${value} drawn`, () => {
    const factors = worlds.factors('budget', 'unsure.size');
    return inEach(worlds, (world) => clamp(value * valueIn(factors, world), min, max));
  });
}

type LevelKey =
  | 'boundaryCertainty'
  | 'consistency'
  | 'growth'
  | 'opsMaturity'
  | 'portability'
  | 'replay'
  | 'variability';

/** One of the neighbours at times; at an end of the scale there is only one. */
function level<Key extends LevelKey>(
  drawing: Drawing,
  key: Key,
  all: readonly CompleteAnswers[Key][],
): Column<CompleteAnswers[Key]> {
  if (!drawing.isDrawn(key)) return known(drawing, key);
  const { complete, worlds } = drawing;
  const value = complete[key];
  return worlds.column(`${key} ${value} drawn`, () => {
    const steps = worlds.steps(key);
    const at = all.indexOf(value);
    return inEach(
      worlds,
      (world) => all[clamp(at + valueIn(steps, world), 0, all.length - 1)] ?? value,
    );
  });
}

const valuesOf = <Value>(choices: readonly { readonly value: Value }[]): readonly Value[] =>
  choices.map(({ value }) => value);

const BOUNDARIES = valuesOf(QUESTION.boundaryCertainty.choices);
const CONSISTENCIES = valuesOf(QUESTION.consistency.choices);
const GROWTHS = valuesOf(QUESTION.growth.choices);
const PORTABILITIES = valuesOf(QUESTION.portability.choices);
const REPLAYS = valuesOf(QUESTION.replay.choices);
const VARIABILITIES = valuesOf(QUESTION.variability.choices);
const MATURITIES = valuesOf(QUESTION.opsMaturity.choices).map(Number);

/** Delivery practice was learnt somewhere: a platform, at the upper levels, by running many deployables. */
function experience(drawing: Drawing): Column<readonly PatternId[]> {
  if (!drawing.isDrawn('experience')) return known(drawing, 'experience');
  const { complete, worlds, threshold } = drawing;
  const { min, max } = QUESTION.opsMaturity;
  const level = (complete.opsMaturity - min) / (max - min);
  const likely = threshold('unsure.practice') * level ** 2;
  return worlds.column(`experience ${complete.experience.join()} at ${complete.opsMaturity}`, () =>
    inEach(worlds, (world) =>
      PATTERN_IDS.filter(
        (one) => complete.experience.includes(one) || worlds.chance(one, world) < likely,
      ),
    ),
  );
}

const PEOPLE_KEYS = ['engineers', 'engineersIn18Months', 'teams', 'teamsIn18Months'] as const;
const LOAD_KEYS = ['averageRps', 'peakRps', 'users'] as const;
const EXPERIENCE_KEYS = ['experience', 'opsMaturity'] as const;

/** The columns of a company nearby, where it says the same and assumed the same of these. */
function sameOf(
  near: Company | undefined,
  complete: CompleteAnswers,
  assumed: ReadonlySet<string>,
) {
  return (keys: readonly (ReadKey | 'users')[]): DrawnAnswers | undefined => {
    if (near === undefined) return undefined;
    for (const key of keys)
      if (near.complete[key] !== complete[key] || near.assumed.has(key) !== assumed.has(key))
        return undefined;
    return near.drawn;
  };
}

/** What was given stays, what was assumed is drawn from around the assumption. */
export function drawnAnswers(
  { complete, assumed }: Omit<Company, 'drawn'>,
  worlds: Worlds,
  threshold: Lookup,
  near?: Company,
): DrawnAnswers {
  const drawing: Drawing = { complete, worlds, threshold, isDrawn: (key) => assumed.has(key) };
  const same = sameOf(near, complete, assumed);
  const size = (key: NumberKey & Unknown) =>
    same([key])?.[key] ?? scaled(drawing, key, [[key, 'unsure.size']]);
  const given = <Key extends ReadKey>(key: Key) => same([key])?.[key] ?? known(drawing, key);
  const stepped = <Key extends LevelKey>(key: Key, all: readonly CompleteAnswers[Key][]) =>
    same([key])?.[key] ?? level(drawing, key, all);
  const { engineers, engineersIn18Months, teams, teamsIn18Months } =
    same(PEOPLE_KEYS) ?? people(drawing);
  const { averageRps, peakRps } = same(LOAD_KEYS) ?? load(drawing);
  return {
    engineers,
    engineersIn18Months,
    teams,
    teamsIn18Months,
    averageRps,
    peakRps,
    opsMaturity: stepped('opsMaturity', MATURITIES),
    experience: same(EXPERIENCE_KEYS)?.experience ?? experience(drawing),
    variability: stepped('variability', VARIABILITIES),
    growth: stepped('growth', GROWTHS),
    latencyMs: size('latencyMs'),
    availability: same(['availability'])?.availability ?? availability(drawing),
    workload: given('workload'),
    consistency: stepped('consistency', CONSISTENCIES),
    replay: stepped('replay', REPLAYS),
    consumers: size('consumers'),
    dataClasses: given('dataClasses'),
    dataGb: size('dataGb'),
    compliance: given('compliance'),
    budget: same(['budget'])?.budget ?? budget(drawing),
    engineerCost: given('engineerCost'),
    firstReleaseWeeks: size('firstReleaseWeeks'),
    portability: stepped('portability', PORTABILITIES),
    boundaryCertainty: stepped('boundaryCertainty', BOUNDARIES),
    today: given('today'),
  };
}
