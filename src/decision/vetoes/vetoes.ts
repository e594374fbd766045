import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Knowledge, VetoId } from '#knowledge/schema.js';
import type { Lookup } from '#knowledge/lookup.js';
import type { PatternId } from '#shared/pattern-id.js';
import type { VetoTest } from './context.js';
import { functionsAuthorised } from './functions-authorised.js';
import { functionsLimits } from './functions-limits.js';
import { microservicesPrerequisites } from './microservices-prerequisites.js';
import { microservicesSingleTeam } from './microservices-single-team.js';
import { strongInvariants } from './strong-invariants.js';

const TESTS: Readonly<Record<VetoId, VetoTest>> = {
  'functions-authorised': functionsAuthorised,
  'functions-limits': functionsLimits,
  'microservices-prerequisites': microservicesPrerequisites,
  'microservices-single-team': microservicesSingleTeam,
  'strong-invariants': strongInvariants,
};

/** A veto that fired; `accepted` holds the reason for which it was set aside. */
export interface FiredVeto {
  readonly id: VetoId;
  readonly pattern: PatternId;
  readonly trigger: string;
  readonly says: string;
  readonly unless: string;
  readonly evidence: readonly string[];
  readonly accepted: string | null;
}

function contextOf(complete: CompleteAnswers, threshold: Lookup) {
  const assumed = new Set(complete.assumptions.map(({ key }) => key));
  return { complete, threshold, isGiven: (key: string) => !assumed.has(key) };
}

/** Patterns that a veto rules out and that nobody accepted. */
export function standingVetoes(
  complete: CompleteAnswers,
  knowledge: Knowledge,
  threshold: Lookup,
): readonly PatternId[] {
  const context = contextOf(complete, threshold);
  return knowledge.vetoes
    .filter(({ id }) => !complete.acceptVetoes.some(({ veto }) => veto === id))
    .filter(({ id }) => TESTS[id](context) !== null)
    .map(({ pattern }) => pattern);
}

export function firedVetoes(
  complete: CompleteAnswers,
  knowledge: Knowledge,
  threshold: Lookup,
): readonly FiredVeto[] {
  const context = contextOf(complete, threshold);
  return knowledge.vetoes.flatMap(({ id, pattern, says, unless, evidence, source }) => {
    const trigger = TESTS[id](context);
    if (trigger === null) return [];
    const accepted = complete.acceptVetoes.find(({ veto }) => veto === id)?.because ?? null;
    return [{ id, pattern, trigger, says, unless, evidence: [...evidence, source], accepted }];
  });
}
