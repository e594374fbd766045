import type { CompleteAnswers } from '#answers/complete-answers.js';
import { QUESTION } from '#answers/questions.js';
import type { Lookup } from '#knowledge/lookup.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { clamp } from '#shared/quantity.js';
import { triangular } from './draws.js';
import { UNKNOWNS, type Unknown } from './unknowns.js';

type Mutable = { -readonly [Key in keyof CompleteAnswers]: CompleteAnswers[Key] };
type NumberKey = {
  [Key in keyof CompleteAnswers]: number extends CompleteAnswers[Key] ? Key : never;
}[keyof CompleteAnswers] &
  keyof typeof QUESTION;

/** What a draw of answers needs: which were never given, and the chance of this world. */
interface World {
  readonly unsure: ReadonlySet<string>;
  readonly threshold: Lookup;
  /** From 0 to 1, the same for the same world and thing. */
  chance(of: Unknown): number;
}

/** A factor between 1/most and most, near 1 more often than not; its logarithm is a triangle. */
function factor({ threshold, chance }: World, of: Unknown, id: string): number {
  const most = Math.log(threshold(id));
  return Math.exp(triangular(chance(of), -most, 0, most));
}

function within(key: NumberKey, value: number): number {
  const { min, max, integer } = QUESTION[key] as { min: number; max: number; integer: boolean };
  const bounded = clamp(value, min, max);
  return integer ? Math.round(bounded) : bounded;
}

/** People, teams and their later counts move together where one was derived from the other. */
function people(drawn: Mutable, world: World): void {
  const { unsure } = world;
  const shared = unsure.has('engineers') ? factor(world, 'people', 'unsure.people') : 1;
  const ofTeams = unsure.has('teams') ? shared * factor(world, 'teams', 'unsure.people') : 1;
  const later = Math.max(1, factor(world, 'later', 'unsure.people'));
  const move = (
    key: 'engineers' | 'engineersIn18Months' | 'teams' | 'teamsIn18Months',
    by: number,
  ) => {
    if (unsure.has(key)) drawn[key] = within(key, drawn[key] * by);
  };
  move('engineers', shared);
  move('engineersIn18Months', shared * later);
  move('teams', ofTeams);
  move('teamsIn18Months', ofTeams * later);
}

/** Average and peak move together unless one of them is known. */
function load(drawn: Mutable, world: World): void {
  if (!world.unsure.has('averageRps') || !world.unsure.has('peakRps')) return;
  const by = factor(world, 'load', drawn.users === null ? 'unsure.load' : 'unsure.size');
  drawn.averageRps = within('averageRps', drawn.averageRps * by);
  drawn.peakRps = within('peakRps', drawn.peakRps * by);
}

const SIZES = ['consumers', 'dataGb', 'firstReleaseWeeks', 'latencyMs'] as const;

/** Numbers that stand alone. Availability moves by what is missing to a hundred. */
function sizes(drawn: Mutable, world: World): void {
  for (const key of SIZES) {
    if (world.unsure.has(key))
      drawn[key] = within(key, drawn[key] * factor(world, key, 'unsure.size'));
  }
  if (world.unsure.has('budget') && drawn.budget !== null) {
    const { min, max } = QUESTION.budget;
    drawn.budget = clamp(drawn.budget * factor(world, 'budget', 'unsure.size'), min, max);
  }
  if (world.unsure.has('availability')) {
    const whole = QUESTION.availability.max;
    const missing = (whole - drawn.availability) * factor(world, 'availability', 'unsure.size');
    drawn.availability = within('availability', whole - missing);
  }
}

/** One of the neighbours at times; at an end of the scale there is only one. */
function neighbour<T>(all: readonly T[], value: T, world: World, of: Unknown): T {
  const moves = world.threshold('unsure.level');
  const chance = world.chance(of);
  if (chance >= moves) return value;
  const step = chance < moves / 2 ? -1 : 1;
  return all[clamp(all.indexOf(value) + step, 0, all.length - 1)] ?? value;
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

function levels(drawn: Mutable, world: World): void {
  const { unsure } = world;
  if (unsure.has('boundaryCertainty'))
    drawn.boundaryCertainty = neighbour(
      BOUNDARIES,
      drawn.boundaryCertainty,
      world,
      'boundaryCertainty',
    );
  if (unsure.has('consistency'))
    drawn.consistency = neighbour(CONSISTENCIES, drawn.consistency, world, 'consistency');
  if (unsure.has('growth')) drawn.growth = neighbour(GROWTHS, drawn.growth, world, 'growth');
  if (unsure.has('portability'))
    drawn.portability = neighbour(PORTABILITIES, drawn.portability, world, 'portability');
  if (unsure.has('replay')) drawn.replay = neighbour(REPLAYS, drawn.replay, world, 'replay');
  if (unsure.has('variability'))
    drawn.variability = neighbour(VARIABILITIES, drawn.variability, world, 'variability');
}

/** Delivery practice was learnt somewhere: a platform, at the upper levels, by running many deployables. */
function practice(drawn: Mutable, given: CompleteAnswers, world: World): void {
  const { threshold, unsure } = world;
  if (unsure.has('opsMaturity'))
    drawn.opsMaturity = neighbour(MATURITIES, drawn.opsMaturity, world, 'opsMaturity');
  if (!unsure.has('experience')) return;
  const { min, max } = QUESTION.opsMaturity;
  const level = (given.opsMaturity - min) / (max - min);
  const likely = threshold('unsure.practice') * level ** 2;
  drawn.experience = PATTERN_IDS.filter(
    (one) => given.experience.includes(one) || world.chance(one) < likely,
  );
}

/**
 * Makes the answers of possible worlds: what was given stays, what was assumed is drawn from around the assumption.
 * Nothing counts as assumed in them, so a veto that their answers call for stands there.
 */
export function worldsOf(
  complete: CompleteAnswers,
  threshold: Lookup,
  chances: Float64Array,
): (world: number) => CompleteAnswers {
  const unsure = new Set(complete.assumptions.map(({ key }) => key));
  return (world) => {
    const from = world * UNKNOWNS.length;
    const chance = (of: Unknown) => chances[from + UNKNOWNS.indexOf(of)] ?? 0;
    const drawn: Mutable = { ...complete, assumptions: [] };
    const here: World = { unsure, threshold, chance };
    people(drawn, here);
    load(drawn, here);
    sizes(drawn, here);
    levels(drawn, here);
    practice(drawn, complete, here);
    return drawn;
  };
}
