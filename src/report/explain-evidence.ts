import type { Amount, Knowledge, Need, Rating } from '#knowledge/schema.js';
import type { Result } from '#shared/result.js';
import { suggestion } from '#shared/nearest.js';

interface Provenance {
  readonly id: string;
  readonly source: string;
  readonly date: string;
  readonly kind: string;
  readonly holdsWhen: string;
}

function provenance(record: Provenance, { sources }: Knowledge): string[] {
  const source = sources.find(({ id }) => id === record.source);
  const basis = source?.basis === 'memory' ? ' (from memory, not read again)' : '';
  return [
    `  kind:   ${record.kind}, seen ${record.date}`,
    `  holds:  ${record.holdsWhen}`,
    `  source: ${source?.title ?? record.source}${basis}`,
    `          ${source?.address ?? ''}`.trimEnd(),
  ];
}

function amountLines(record: Amount | Rating, knowledge: Knowledge): string[] {
  const { id, value, low, high, unit } = record;
  return [`${id} = ${value} [${low} to ${high}] ${unit}`, ...provenance(record, knowledge)];
}

function needLines(record: Need, knowledge: Knowledge): string[] {
  const steps =
    record.points?.map(({ at, need }) => `${at} -> ${need}`) ??
    record.levels?.map((level) => `${level.is} -> ${level.need}`) ??
    [];
  return [
    `${record.id} (${record.how}): ${record.label}`,
    `  ${steps.join(', ')}`,
    ...provenance(record, knowledge),
  ];
}

function criterionText(id: string, knowledge: Knowledge): string | undefined {
  const criterion = knowledge.criteria.find((one) => one.id === id);
  if (criterion === undefined) return undefined;
  const how = criterion.computed ? 'Computed from prices and people; no ratings.' : '';
  return [
    `${criterion.title} (${criterion.family}): ${criterion.asks}.`,
    ...(how === '' ? [] : [how]),
    ...knowledge.ratings
      .filter((one) => one.criterion === id)
      .flatMap((one) => amountLines(one, knowledge)),
    ...knowledge.needs
      .filter((one) => one.criterion === id)
      .flatMap((one) => needLines(one, knowledge)),
  ].join('\n');
}

function recordText(id: string, knowledge: Knowledge): string | undefined {
  const { ratings, thresholds, prices, weights, needs, vetoes, seams, sources } = knowledge;
  const amount = [...ratings, ...thresholds, ...prices, ...weights].find((one) => one.id === id);
  if (amount !== undefined) return amountLines(amount, knowledge).join('\n');
  const need = needs.find((one) => one.id === id);
  if (need !== undefined) return needLines(need, knowledge).join('\n');
  const veto = vetoes.find((one) => one.id === id);
  if (veto !== undefined) {
    return [
      `${veto.id} rules out ${veto.pattern}: ${veto.says}`,
      `  unless: ${veto.unless}`,
      ...provenance(veto, knowledge),
    ].join('\n');
  }
  const seam = seams.find((one) => one.id === id);
  if (seam !== undefined)
    return [`${seam.id}: ${seam.says}`, ...provenance(seam, knowledge)].join('\n');
  const source = sources.find((one) => one.id === id);
  return (
    source &&
    `${source.id}: ${source.title}\n  ${source.address}\n  ${source.basis}, ${source.date}`
  );
}

/** Every id that `explainEvidence` knows. */
export function evidenceIds(knowledge: Knowledge): readonly string[] {
  const { criteria, ...records } = knowledge;
  return [...criteria, ...Object.values(records).flat()].map(({ id }) => id);
}

/** The text behind a criterion, veto, seam, source or any number of the decision. */
export function explainEvidence(id: string, knowledge: Knowledge): Result<string> {
  const text = criterionText(id, knowledge) ?? recordText(id, knowledge);
  if (text !== undefined) return { ok: true, value: text };
  const criteria = knowledge.criteria.map((criterion) => criterion.id);
  const close = suggestion(id, evidenceIds(knowledge));
  const hint = close.startsWith('Use one of') ? `Criteria: ${criteria.join(', ')}.` : close;
  return {
    ok: false,
    problems: [
      {
        code: 'EVIDENCE_UNKNOWN',
        message: `There is no evidence ${JSON.stringify(id.slice(0, 80))}.`,
        hint,
      },
    ],
  };
}
