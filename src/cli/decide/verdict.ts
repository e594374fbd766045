import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { ArchitectureFile } from '#architecture/schema.js';
import type { PatternId } from '#shared/pattern-id.js';
import type { Shell } from '../shell.js';

/** STAND-IN until decision lands. */
export interface Verdict {
  readonly recommended: PatternId;
  readonly json: Readonly<Record<string, unknown>>;
  text(shell: Pick<Shell, 'columns' | 'color'>): string;
  adr(chosen: PatternId, because: string | null): string;
  record(chosen: PatternId, because: string | null): ArchitectureFile['decision'];
  hintOn(pattern: PatternId): { readonly hint?: string };
}

export function verdictOn(_answers: CompleteAnswers): Verdict {
  return {
    recommended: 'modular-monolith',
    json: { recommended: { pattern: 'modular-monolith', confidence: 0.7, word: 'likely' } },
    text: () => 'Recommended: modular-monolith (stand-in)\n',
    adr: () => '# ADR\n',
    record: (chosen, because) => ({
      recommended: 'modular-monolith',
      chosen,
      because,
      word: 'likely',
      engineVersion: '0',
      answersHash: 'x',
      vetoOverrides: [],
    }),
    hintOn: () => ({}),
  };
}
