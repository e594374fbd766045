import type { CompleteAnswers } from '#answers/complete-answers.js';
import { QUESTION } from '#answers/questions.js';
import type { Lookup } from '#knowledge/lookup.js';
import { threeDigits } from '#shared/quantity.js';

/** A number among the answers that can be varied alone, with what follows from it. */
export interface NumericChange {
  readonly input: string;
  readonly least: number;
  readonly most: number;
  read(complete: CompleteAnswers): number;
  write(complete: CompleteAnswers, value: number, threshold: Lookup): CompleteAnswers;
  round(value: number): number;
}

/** Counts of people and teams stay whole; later counts keep their ratio to now. */
function later(now: number, then: number, value: number): number {
  return Math.max(1, Math.round(value * (then / now)));
}

const teams: NumericChange = {
  input: 'teams',
  least: QUESTION.teams.min,
  most: QUESTION.teams.max,
  read: (complete) => complete.teams,
  write: (complete, value, threshold) => {
    const then = later(complete.teams, complete.teamsIn18Months, value);
    const staff = threshold('flip.engineers-per-team');
    return {
      ...complete,
      teams: value,
      teamsIn18Months: then,
      engineers: Math.max(complete.engineers, value * staff),
      engineersIn18Months: Math.max(complete.engineersIn18Months, then * staff),
    };
  },
  round: Math.round,
};

const engineers: NumericChange = {
  input: 'engineers',
  least: QUESTION.engineers.min,
  most: QUESTION.engineers.max,
  read: (complete) => complete.engineers,
  write: (complete, value) => {
    const perTeam = complete.engineers / complete.teams;
    const then = later(complete.engineers, complete.engineersIn18Months, value);
    return {
      ...complete,
      engineers: value,
      engineersIn18Months: then,
      teams: Math.max(1, Math.round(value / perTeam)),
      teamsIn18Months: Math.max(1, Math.round(then / perTeam)),
    };
  },
  round: Math.round,
};

const peakRps: NumericChange = {
  input: 'peakRps',
  least: 1,
  most: QUESTION.peakRps.max,
  read: (complete) => complete.peakRps,
  write: (complete, value) => {
    const burst = complete.averageRps > 0 ? complete.peakRps / complete.averageRps : 1;
    return { ...complete, peakRps: value, averageRps: value / burst };
  },
  round: threeDigits,
};

export const NUMERIC_CHANGES: readonly NumericChange[] = [teams, engineers, peakRps];

/** An answer with few values: each of the others is tried. */
interface WordChange {
  readonly input: string;
  read(complete: CompleteAnswers): string;
  readonly options: readonly {
    readonly value: string;
    write(complete: CompleteAnswers): CompleteAnswers;
  }[];
}

export const WORD_CHANGES: readonly WordChange[] = [
  {
    input: 'variability',
    read: (complete) => complete.variability,
    options: QUESTION.variability.choices.map(({ value }) => ({
      value,
      write: (complete) => ({ ...complete, variability: value }),
    })),
  },
  {
    input: 'consistency',
    read: (complete) => complete.consistency,
    options: QUESTION.consistency.choices.map(({ value }) => ({
      value,
      write: (complete) => ({ ...complete, consistency: value }),
    })),
  },
  {
    input: 'replay',
    read: (complete) => complete.replay,
    options: QUESTION.replay.choices.map(({ value }) => ({
      value,
      write: (complete) => ({ ...complete, replay: value }),
    })),
  },
  {
    input: 'portability',
    read: (complete) => complete.portability,
    options: QUESTION.portability.choices.map(({ value }) => ({
      value,
      write: (complete) => ({ ...complete, portability: value }),
    })),
  },
];
