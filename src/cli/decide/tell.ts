import type { Settled } from '../create/settle.js';
import type { Shell } from '../shell.js';

export function decisionScreen(
  { decision }: Settled,
  _shell: Pick<Shell, 'columns' | 'color'>,
): string {
  return `Recommended: ${decision.recommended.pattern} (${decision.recommended.word})\n`;
}

export function decisionRecord(_settled: Settled): string {
  return '# ADR\n';
}
