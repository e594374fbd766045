import type { CompleteAnswers } from '#answers/complete-answers.js';
import { QUESTION } from '#answers/questions.js';
import type { Lookup } from '#knowledge/lookup.js';
import { clamp } from '#shared/quantity.js';
import { valueIn, type Column } from './column.js';
import type { ReadKey } from './drawn-answers.js';
import type { Unknown } from './unknowns.js';
import type { Worlds } from './worlds.js';

export type NumberKey = {
  [Key in ReadKey]: CompleteAnswers[Key] extends number ? Key : never;
}[ReadKey];

export function within(key: NumberKey, value: number): number {
  const { min, max, integer } = QUESTION[key] as { min: number; max: number; integer: boolean };
  const bounded = clamp(value, min, max);
  return integer ? Math.round(bounded) : bounded;
}

/** What is drawn, and the threshold that says how far it may be off. */
export type Factor = readonly [of: Unknown, most: string];

export const PEOPLE: Factor = ['people', 'unsure.people'];
export const TEAMS: Factor = ['teams', 'unsure.people'];
export const LATER: Factor = ['later', 'unsure.people'];

/** What was never given is drawn; with nothing to draw, every column has one value. */
export interface Drawing {
  readonly complete: CompleteAnswers;
  readonly worlds: Worlds;
  readonly threshold: Lookup;
  isDrawn(key: ReadKey): boolean;
}

export function known<Key extends ReadKey>({ complete, worlds }: Drawing, key: Key) {
  const value = complete[key];
  return worlds.column(`${key} ${String(value)}`, () => [value]);
}

/** The value times each of the factors, within what the question takes. */
export function scaled(drawing: Drawing, key: NumberKey, factors: readonly Factor[]): Column {
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

export function inEach<Value>({ count }: Worlds, value: (world: number) => Value): Column<Value> {
  return Array.from({ length: count }, (_, world) => value(world));
}

export type LevelKey =
  | 'boundaryCertainty'
  | 'consistency'
  | 'growth'
  | 'opsMaturity'
  | 'portability'
  | 'replay'
  | 'variability';

/** One of the neighbours at times; at an end of the scale there is only one. */
export function level<Key extends LevelKey>(
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
