import type { Case } from '#knowledge/case.js';
import type { Amount, Knowledge, Need, Rating, Source } from '#knowledge/schema.js';
import { anchorOf } from '../cites.js';
import { DERIVATIONS, type Derivation } from '../derivations.js';
import { html, type Html } from '../html.js';
import type { Section } from '../parts.js';

interface Provenance {
  readonly id: string;
  readonly source: string;
  readonly date: string;
  readonly kind: string;
  readonly holdsWhen: string;
}

/** Every record of the knowledge by its id, with what it says in words. */
interface Told {
  readonly says: (id: string) => Html | undefined;
  readonly ids: readonly string[];
}

function link({ title, address, basis }: Source): Html {
  const at = address.startsWith('https://')
    ? html`<a href="${address}">${address}</a>`
    : html`${address}`;
  return html`${title}${basis === 'memory' ? ' (from memory, not read again)' : null}. ${at}`;
}

function provenance(
  { source, date, kind, holdsWhen }: Provenance,
  sources: readonly Source[],
): Html {
  const found = sources.find(({ id }) => id === source);
  return html`<dd class="quiet">${holdsWhen}</dd>
    <dd>
      <span class="kind ${kind}">${kind}</span>
      <span class="quiet">seen ${date}. ${found === undefined ? source : link(found)}</span>
    </dd>`;
}

function amount({
  value,
  low,
  high,
  unit,
}: Pick<Amount | Rating, 'value' | 'low' | 'high' | 'unit'>): Html {
  const range = low === high ? null : html` <span class="quiet">[${low} to ${high}]</span>`;
  return html`<dd>${value}${range} ${unit}</dd>`;
}

function need({ label, how, points, levels }: Need): Html {
  const steps =
    points?.map(({ at, need: asked }) => `${at} → ${asked}`) ??
    levels?.map(({ is, need: asked }) => `${is} → ${asked}`) ??
    [];
  return html`<dd>${label} (${how}): ${steps.join(', ')}</dd>`;
}

function record(id: string, body: Html): Html {
  return html`<div class="record" id="${anchorOf(id)}">
    <dt>${id}</dt>
    ${body}
  </div>`;
}

function toldBy(knowledge: Knowledge): Told {
  const { ratings, thresholds, prices, weights, needs, vetoes, seams } = knowledge;
  const { criteria, sources, triggers, demands, cases, topics, advice, comparisons } = knowledge;
  const from = (one: Provenance) => provenance(one, sources);
  const all = new Map<string, () => Html>([
    ...[...ratings, ...thresholds, ...prices, ...weights, ...triggers].map(
      (one) => [one.id, () => html`${amount(one)}${from(one)}`] as const,
    ),
    ...needs.map((one) => [one.id, () => html`${need(one)}${from(one)}`] as const),
    ...[...vetoes, ...seams].map(
      (one) =>
        [
          one.id,
          () =>
            html`<dd>${one.says}</dd>
              ${from(one)}`,
        ] as const,
    ),
    ...criteria.map(
      ({ id, title, family, asks, computed }) =>
        [
          id,
          () =>
            html`<dd>${title} (${family}): ${asks}. ${computed ? 'Computed, not rated.' : null}</dd>
              <dd class="quiet">${needsOf(id, needs)}</dd>`,
        ] as const,
    ),
    ...demands.map(
      (one) =>
        [
          one.id,
          () =>
            html`<dd>${one.demand}</dd>
              ${from(one)}`,
        ] as const,
    ),
    ...[...topics, ...advice].map(
      (one) =>
        [
          one.id,
          () =>
            html`<dd>${one.says}</dd>
              ${from(one)}`,
        ] as const,
    ),
    ...comparisons.map(
      (one) =>
        [
          one.id,
          () =>
            html`<dd>
                ${one.aspect}:
                ${one.says.map(({ option, text }) => `${option}: ${text}`).join('; ')}
              </dd>
              ${from(one)}`,
        ] as const,
    ),
    ...cases.map((one) => [one.id, () => published(one)] as const),
    ...sources.map((one) => [one.id, () => html`<dd>${link(one)}</dd>`] as const),
  ]);
  return { says: (id) => all.get(id)?.(), ids: [...all.keys()] };
}

function published({ organisation, system, year, reason, source }: Case): Html {
  const address = source?.address ?? '';
  const at = address.startsWith('https://')
    ? html`<a href="${address}">${address}</a>`
    : html`${address}`;
  return html`<dd>${organisation}, ${system}${year === null ? null : `, ${year}`}: ${reason}</dd>
    <dd>
      <span class="kind">case</span> <span class="quiet">${source?.publication ?? ''} ${at}</span>
    </dd>`;
}

function needsOf(criterion: string, needs: readonly Need[]): string {
  const labels = needs.filter((one) => one.criterion === criterion).map(({ label }) => label);
  return labels.length === 0 ? '' : `Asked for by: ${[...new Set(labels)].join(', ')}.`;
}

function matching(input: string, ids: readonly string[]): readonly string[] {
  if (!input.endsWith('*')) return [input];
  return ids.filter((id) => id.startsWith(input.slice(0, -1)));
}

function derivation({ id, title, says, inputs }: Derivation, ids: readonly string[]): Html {
  const links = inputs.flatMap((input) => matching(input, ids));
  return html`<div class="record" id="${anchorOf(id)}">
    <dt>${title} <span class="kind">computed</span></dt>
    <dd>${says}</dd>
    <dd class="marks">
      From ${links.map((one) => html`<a class="mark" href="#${anchorOf(one)}">${one}</a> `)}
    </dd>
  </div>`;
}

const GROUPS: readonly (readonly [string, (id: string, knowledge: Knowledge) => boolean])[] = [
  ['Criteria', (id, { criteria }) => criteria.some((one) => one.id === id)],
  [
    'Vetoes and boundaries',
    (id, { vetoes, seams }) => [...vetoes, ...seams].some((one) => one.id === id),
  ],
  ['Needs', (id, { needs }) => needs.some((one) => one.id === id)],
  ['Ratings', (id) => id.startsWith('rating.')],
  ['Prices', (id) => id.startsWith('price.')],
  ['Weights', (id) => id.startsWith('weight.')],
  ['Triggers of the path', (id) => id.startsWith('trigger.')],
  ['Demands of regimes', (id) => id.startsWith('demand.')],
  ['Technology', (id) => /^(advice|compare)\./.test(id)],
  ['Published cases', (id, { cases }) => cases.some((one) => one.id === id)],
  ['Thresholds and sources', () => true],
];

/** The computations that are cited, and those that they start from. */
function computedFor(used: readonly string[]): readonly Derivation[] {
  const direct = DERIVATIONS.filter(({ id }) => used.includes(id));
  const behind = direct.flatMap(({ inputs }) => inputs);
  return DERIVATIONS.filter(({ id }) => used.includes(id) || behind.includes(id));
}

/** Every record that the page cites, and those that the cited computations start from. */
export function evidence(used: readonly string[], knowledge: Knowledge): Section {
  const told = toldBy(knowledge);
  const computed = computedFor(used);
  const inputs = computed.flatMap((one) =>
    one.inputs.flatMap((input) => matching(input, told.ids)),
  );
  const left = new Set([...used, ...inputs].filter((id) => !/^(how|answer)\./.test(id)));
  const groups = GROUPS.map(([title, holds]) => {
    const ids = [...left].filter((id) => holds(id, knowledge)).sort();
    for (const id of ids) left.delete(id);
    return { title, ids };
  });
  return {
    id: 'evidence',
    title: 'Evidence',
    body: html`<div class="evidence">
      <p>
        Every number above leads here. <span class="kind">measured</span> by us,
        <span class="kind">published</span> by somebody, a coded <span class="kind">case</span>, or
        <span class="kind judgement">judgement</span> of the authors, to be argued with. In brackets
        the range that the simulation draws from.
      </p>
      <h3>Computed</h3>
      <dl>${computed.map((one) => derivation(one, told.ids))}</dl>
      ${groups.map(({ title, ids }) =>
        ids.length === 0
          ? null
          : html`<h3>${title}</h3>
              <dl>${ids.map((id) => record(id, told.says(id) ?? html``))}</dl>`,
      )}
    </div>`,
  };
}
