import { loadKnowledge } from '#knowledge/load.js';
import { KINDS } from '#knowledge/schema.js';
import { code, table } from './table.js';

/** What the decision weighs, what rules patterns out, and how much of it is judgement. */
export function knowledgeText(): string {
  const knowledge = loadKnowledge();
  return [
    '## Decision data',
    'How these are used: [decision model](decision-model.md). `create-backend explain <id>` prints what stands behind one.',
    table(
      ['criterion', 'asks for', 'characteristic', 'rated by'],
      knowledge.criteria.map(({ id, title, asks, family, computed }) => [
        code(id),
        `${title}: ${asks}`,
        family,
        computed ? 'a formula over prices' : 'ratings 1 to 5',
      ]),
    ),
    table(
      ['veto', 'rules out', 'because', 'unless'],
      knowledge.vetoes.map(({ id, pattern, says, unless }) => [
        code(id),
        code(pattern),
        says,
        unless,
      ]),
    ),
    'How far the numbers can be trusted:',
    table(['records', ...KINDS], kindRows(knowledge)),
    `${knowledge.sources.length} sources, of which ${knowledge.sources.filter(({ basis }) => basis === 'memory').length} were remembered instead of read again.`,
  ].join('\n\n');
}

function kindRows(knowledge: ReturnType<typeof loadKnowledge>): string[][] {
  const { ratings, needs, thresholds, prices, weights, vetoes } = knowledge;
  return Object.entries({ ratings, needs, thresholds, prices, weights, vetoes }).map(
    ([name, records]) => {
      const counts = KINDS.map((kind) => records.filter((one) => one.kind === kind).length);
      return [name, ...counts.map((count) => (count === 0 ? '' : String(count)))];
    },
  );
}
