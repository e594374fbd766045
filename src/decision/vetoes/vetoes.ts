import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Knowledge, VetoId } from '#knowledge/schema.js';
import type { Lookup } from '#knowledge/lookup.js';
import type { PatternId } from '#shared/pattern-id.js';
import type { VetoContext, Vetoed, VetoTest } from './context.js';
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

function isGivenIn({ assumptions }: CompleteAnswers): VetoContext['isGiven'] {
  const assumed = new Set(assumptions.map(({ key }) => key));
  return (key) => !assumed.has(key);
}

const ALL_GIVEN = () => true;

/** Patterns that a veto rules out and that nobody accepted. Answers of a possible world are all given. */
export function standingVetoes(
  complete: Vetoed,
  knowledge: Knowledge,
  threshold: Lookup,
  isGiven: VetoContext['isGiven'] = ALL_GIVEN,
): readonly PatternId[] {
  const context = { complete, threshold, isGiven };
  const out: PatternId[] = [];
  for (const { id, pattern } of knowledge.vetoes) {
    if (complete.acceptVetoes.some(({ veto }) => veto === id)) continue;
    if (TESTS[id](context) !== null) out.push(pattern);
  }
  return out;
}

/** Patterns that a veto rules out by what was really answered. */
export function vetoedBy(
  complete: CompleteAnswers,
  knowledge: Knowledge,
  threshold: Lookup,
): readonly PatternId[] {
  return standingVetoes(complete, knowledge, threshold, isGivenIn(complete));
}

export function firedVetoes(
  complete: CompleteAnswers,
  knowledge: Knowledge,
  threshold: Lookup,
): readonly FiredVeto[] {
  const context = { complete, threshold, isGiven: isGivenIn(complete) };
  return knowledge.vetoes.flatMap(({ id, pattern, says, unless, evidence, source }) => {
    const trigger = TESTS[id](context);
    if (trigger === null) return [];
    const accepted = complete.acceptVetoes.find(({ veto }) => veto === id)?.because ?? null;
    return [{ id, pattern, trigger, says, unless, evidence: [...evidence, source], accepted }];
  });
}
