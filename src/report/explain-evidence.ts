import type { Case } from '#knowledge/case.js';
import { DEFAULTS } from '#answers/defaults.js';
import type {
  Amount,
  Comparison,
  Demand,
  Knowledge,
  Need,
  Topic,
  Trigger,
} from '#knowledge/schema.js';
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

function amountLines(record: Omit<Amount, 'kind'> & Provenance, knowledge: Knowledge): string[] {
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

function triggerLines(record: Trigger, knowledge: Knowledge): string[] {
  return [
    ...amountLines(record, knowledge).slice(0, 1),
    `  measure: ${record.measure} (${record.where}), ${record.when} ${record.value} ${record.during}`,
    `  then:    ${record.next}`,
    ...provenance(record, knowledge),
  ];
}

function demandLines(record: Demand, knowledge: Knowledge): string[] {
  const { id, demand, control, outside } = record;
  return [
    `${id}: ${demand}`,
    `  here:    ${control}`,
    `  outside: ${outside}`,
    ...provenance(record, knowledge),
  ];
}

function caseLines(one: Case): string[] {
  const { id, organisation, system, year, decision, outcome, reason, source } = one;
  return [
    `${id}: ${organisation}, ${system} (${year ?? 'year not known'}): ${decision.primary.replace('_', '-')}`,
    `  because: ${reason}`,
    `  outcome: ${outcome?.status ?? 'not known'}${outcome?.note ? `, ${outcome.note}` : ''}`,
    `  source:  ${source?.publication ?? organisation}`,
    `           ${source?.address ?? ''}`,
  ];
}

function topicLines(
  { id, title, usually, says, ...record }: Topic,
  knowledge: Knowledge,
): string[] {
  const { options } = record;
  const missing = options.filter(({ builds }) => !builds).map((option) => option.title);
  return [
    `${id}: ${title}. Usually ${options.find((option) => option.id === usually)?.title ?? usually}: ${says}`,
    `  options: ${options.map((option) => option.title).join(', ')}`,
    ...(missing.length === 0 ? [] : [`  not built by the generator yet: ${missing.join(', ')}`]),
    ...knowledge.comparisons.filter((row) => row.topic === id).map((row) => `  ${rowText(row)}`),
    ...provenance({ id, ...record }, knowledge),
  ];
}

function rowText({ aspect, says }: Comparison): string {
  return `${aspect}: ${says.map(({ option, text }) => `${option}: ${text}`).join('; ')}`;
}

function adviceText(id: string, knowledge: Knowledge): string | undefined {
  const topic = knowledge.topics.find((one) => one.id === id);
  if (topic !== undefined) return topicLines(topic, knowledge).join('\n');
  const rule = knowledge.advice.find((one) => one.id === id);
  if (rule !== undefined) {
    const when = rule.when.map((condition) => JSON.stringify(condition)).join(' and ');
    return [
      `${id}: ${rule.choose}, because ${rule.says}`,
      `  when:   ${when || 'nobody is asked; told as what would change the advice'}`,
      ...provenance(rule, knowledge),
    ].join('\n');
  }
  const row = knowledge.comparisons.find((one) => one.id === id);
  return row && [`${id}: ${rowText(row)}`, ...provenance(row, knowledge)].join('\n');
}

/** Records that are read as sentences rather than as a number. */
function wordyText(id: string, knowledge: Knowledge): string | undefined {
  const { caseCodes, cases, demands, triggers } = knowledge;
  const usual = DEFAULTS.find((one) => one.id === id);
  if (usual !== undefined) return amountLines(usual, knowledge).join('\n');
  const trigger = triggers.find((one) => one.id === id);
  if (trigger !== undefined) return triggerLines(trigger, knowledge).join('\n');
  const demand = demands.find((one) => one.id === id);
  if (demand !== undefined) return demandLines(demand, knowledge).join('\n');
  const one = cases.find((found) => found.id === id);
  if (one !== undefined) return caseLines(one).join('\n');
  if (id !== caseCodes.id) return undefined;
  const title = `${caseCodes.id}: what the words of published cases mean as answers`;
  return [title, ...provenance(caseCodes, knowledge)].join('\n');
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
  return [...Object.values(knowledge).flat(), ...DEFAULTS].map(({ id }) => id);
}

/** The text behind a criterion, veto, seam, source or any number of the decision. */
export function explainEvidence(id: string, knowledge: Knowledge): Result<string> {
  const text =
    criterionText(id, knowledge) ??
    recordText(id, knowledge) ??
    wordyText(id, knowledge) ??
    adviceText(id, knowledge);
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
