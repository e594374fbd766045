import { loadKnowledge } from '#knowledge/load.js';
import { adr } from '#report/adr.js';
import { decisionText } from '#report/decision-text.js';
import type { Settled } from '../create/settle.js';
import { styleFor } from '../print/style.js';
import type { Shell } from '../shell.js';

/** The decision on one screen, and what was chosen instead of it. */
export function decisionScreen(settled: Settled, shell: Shell): string {
  const style = styleFor(shell);
  const options = { width: shell.columns, unicode: shell.unicode, style };
  return `${decisionText(settled.decision, options)}\n${chosenInstead(settled, style.yellow)}`;
}

function chosenInstead(
  { decision, pattern, because }: Settled,
  emphasise: (text: string) => string,
): string {
  if (because === null) return '';
  const vetoes = decision.vetoes.filter((veto) => veto.pattern === pattern);
  const against = vetoes.map(({ id, says }) => `  against ${id}: ${says}\n`).join('');
  return `${emphasise(`Chosen instead: ${pattern} (${because})`)}\n${against}`;
}

/**
 * The decision as a record. Its date is that of the knowledge it rests on: today's would make the same
 * answers give other bytes tomorrow, and version control knows when the file was written.
 */
export function decisionRecord({ decision, complete, pattern, because }: Settled): string {
  const choice = { pattern, because, date: decision.pricesSeen };
  return adr(decision, complete, choice, loadKnowledge());
}
