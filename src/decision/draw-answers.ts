import type { CompleteAnswers } from '#answers/complete-answers.js';
import { QUESTION } from '#answers/questions.js';
import type { Lookup } from '#knowledge/lookup.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { clamp } from '#shared/quantity.js';
import { valueIn, type Column } from './column.js';
import {
  inEach,
  known,
  LATER,
  level,
  PEOPLE,
  scaled,
  TEAMS,
  within,
  type Drawing,
  type Factor,
  type LevelKey,
  type NumberKey,
} from './drawing.js';
import type { Company, DrawnAnswers, ReadKey } from './drawn-answers.js';
import type { Unknown } from './unknowns.js';
import type { Worlds } from './worlds.js';

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
