import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Lookup } from '#knowledge/lookup.js';
import type { Trigger } from '#knowledge/schema.js';
import type { PatternId } from '#shared/pattern-id.js';
import { threeDigits } from '#shared/quantity.js';
import { deployablesOf } from './deployables.js';
import type { Indexed } from './indexed.js';
import type { Decision, Stage } from './schema.js';

type Flip = Decision['flips'][number];

const NOTHING = {
  measure: null,
  where: null,
  when: null,
  threshold: null,
  unit: null,
  during: null,
  now: null,
  evidence: [],
};

/** Where each input of the decision can be read off the running system. */
const READ_AT: Readonly<Record<string, { where: string; unit: string }>> = {
  teams: { where: 'teams that commit to this repository', unit: 'teams' },
  engineers: { where: 'people who committed in the last three months', unit: 'engineers' },
  peakRps: { where: 'http requests per second, highest minute of a week', unit: 'requests/s' },
};

function first(chosen: PatternId, { today }: CompleteAnswers): Stage {
  const isNew = today === 'greenfield';
  return {
    ...NOTHING,
    id: 'now',
    kind: 'now',
    title: isNew ? 'Start with it' : 'Start beside what runs',
    next: isNew
      ? `Deploy the modules as ${chosen}; keep contracts between them, so that each can move later.`
      : 'Put an entrance in front of the system of today and send everything through it unchanged.',
    to: chosen,
  };
}

/** What runs today is replaced module by module behind one entrance, never rewritten at once. */
function strangling(chosen: PatternId, { today }: CompleteAnswers, threshold: Lookup): Stage[] {
  if (today === 'greenfield') return [];
  const share = {
    unit: '% of requests',
    when: 'reaches' as const,
    now: 0,
    during: 'for two weeks',
  };
  const where = 'requests by route at the entrance';
  return [
    {
      ...NOTHING,
      ...share,
      id: 'strangle.first-module',
      kind: 'strangle',
      title: 'Move one module',
      measure: 'requests of one module that the new system answers',
      where,
      threshold: threshold('strangle.moved'),
      next: `Take the module with the fewest needs; write its data once, from the new side, and keep the ${today} reading it.`,
      to: chosen,
    },
    {
      ...NOTHING,
      ...share,
      id: 'strangle.rest',
      kind: 'strangle',
      title: 'Move the others',
      measure: 'requests that the new system answers',
      where,
      threshold: threshold('strangle.moved'),
      next: 'One module at a time, the one that changes most first; stop whenever the rest is fine where it is.',
      to: chosen,
    },
    {
      ...NOTHING,
      id: 'strangle.retire',
      kind: 'strangle',
      title: 'Switch the old system off',
      measure: 'requests that reach the old system',
      where,
      when: 'below',
      threshold: threshold('strangle.left'),
      unit: 'requests a day',
      during: 'for a month',
      next: 'Keep its data readable for as long as retention asks, then delete it.',
      to: null,
    },
  ];
}

/** What the answers already say about a trigger. */
function present(
  { id }: Trigger,
  chosen: PatternId,
  complete: CompleteAnswers,
  known: Indexed,
): number | null {
  const { threshold } = known.numbers;
  if (id === 'trigger.services-per-engineer')
    return threeDigits(deployablesOf(chosen, complete, threshold) / complete.engineers);
  if (id === 'trigger.consumers' || id === 'trigger.lonely-consumers') return complete.consumers;
  return null;
}

function triggerStage(
  trigger: Trigger,
  chosen: PatternId,
  complete: CompleteAnswers,
  known: Indexed,
): Stage {
  const { id, measure, where, when, value, unit, during, next, to, source } = trigger;
  return {
    id,
    kind: 'trigger',
    title: measure,
    measure,
    where,
    when,
    threshold: value,
    unit,
    during,
    now: present(trigger, chosen, complete, known),
    next,
    to: to === chosen ? null : to,
    evidence: [id, source],
  };
}

/** A number of the answers at which the recommendation would be another one: watch it. */
function flipStage({ input, from, to, direction, winner }: Flip): Stage[] {
  const read = READ_AT[input];
  if (read === undefined || typeof to !== 'number' || typeof from !== 'number') return [];
  if (winner === null || direction === 'to') return [];
  return [
    {
      id: `flip.${input}.${direction}`,
      kind: 'trigger',
      title: `${input} where this decision turns`,
      measure: input,
      ...read,
      when: direction === 'up' ? 'reaches' : 'falls to',
      threshold: to,
      during: 'for a quarter',
      now: from,
      next: `Decide again: with this the answer is ${winner}.`,
      to: winner,
      evidence: [],
    },
  ];
}

/** What to do first, and what to measure from then on. */
export function pathOf(
  chosen: PatternId,
  complete: CompleteAnswers,
  known: Indexed,
  flips: readonly Flip[],
): Stage[] {
  const { triggers } = known.knowledge;
  return [
    first(chosen, complete),
    ...strangling(chosen, complete, known.numbers.threshold),
    ...flips.flatMap(flipStage),
    ...triggers
      .filter(({ patterns }) => patterns.includes(chosen))
      .map((trigger) => triggerStage(trigger, chosen, complete, known)),
  ];
}
