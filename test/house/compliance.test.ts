import { beforeAll, describe, expect, it } from 'vitest';
import { compliance } from '#answers/questions/data.js';
import { readFacts } from '#blueprint/facts.js';
import { CATALOGUE } from '#blueprint/catalogue.js';
import { defaultFeatures } from '#blueprint/features.js';
import { design } from '#blueprint/design.js';
import { loadRegimes } from '#knowledge/load-regimes.js';
import { loadKnowledge } from '#knowledge/load.js';
import type { FileTree } from '#render/rendered-file.js';
import type { Templates } from '#render/templates.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { READY_MADE, rendered, templatesOfTest } from '../setup/rendered-repo.js';

const OFFERED = compliance.choices.map(({ value }) => value).filter((value) => value !== 'none');
const { regimes, controls } = loadRegimes();

let templates: Templates;
beforeAll(async () => {
  templates = await templatesOfTest();
});

/** A repo as the answer makes it. */
function treeFor(
  pattern: PatternId,
  given: readonly string[],
  more: readonly string[] = [],
): FileTree {
  const facts = readFacts(templates.files);
  if (!facts.ok) throw new Error(JSON.stringify(facts.problems));
  const designed = design({
    project: 'shop',
    pattern,
    modules: READY_MADE,
    features: more,
    regimes: given,
    facts: facts.value,
    catalogue: CATALOGUE,
  });
  if (!designed.ok) throw new Error(JSON.stringify(designed.problems));
  const { features } = designed.value.blueprint;
  return rendered({ pattern, modules: READY_MADE, features }, templates);
}

/** Links of a page, by column: what is here, and what proves it. */
function linksOf(page: string): { readonly here: string[]; readonly proof: string[] }[] {
  const links = (cell: string) =>
    [...cell.matchAll(/\]\(\.\.\/\.\.\/([^)]+)\)/g)].map(([, path = '']) => path);
  return page
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| clause'))
    .map((line) => line.split(' | '))
    .map(([, , here = '', proof = '']) => ({ here: links(here), proof: links(proof) }));
}

it('every regime that can be answered is known, with a source, and no other', () => {
  expect(regimes.map(({ id }) => id).toSorted()).toEqual([...OFFERED].toSorted());
  const sources = loadKnowledge().sources.map(({ id }) => id);
  expect(regimes.map(({ source }) => source).filter((id) => !sources.includes(id))).toEqual([]);
});

it('demands name controls that exist, and every control answers a demand', () => {
  const named = regimes.flatMap(({ demands }) => demands.flatMap((one) => one.controls));
  expect([...new Set(named)].toSorted()).toEqual(controls.map(({ id }) => id).toSorted());
});

/** What no file can do: contracts with those who process data. */
const OUTSIDE_ONLY = ['demand.hipaa.processors'];

it('what the decision says a regime asks for is what the generated repo answers, by the same controls', () => {
  const { demands } = loadKnowledge();
  expect([...new Set(demands.map(({ regime }) => regime))].toSorted()).toEqual(
    regimes.map(({ id }) => id).toSorted(),
  );
  for (const { id, regime, controls: named } of demands) {
    const known = regimes
      .filter((one) => one.id === regime)
      .flatMap((one) => one.demands.flatMap((demand) => demand.controls));
    expect([id, named.filter((one) => !known.includes(one))]).toEqual([id, []]);
    expect([id, named.length === 0]).toEqual([id, OUTSIDE_ONLY.includes(id)]);
  }
});

it('what only one regime brings into a repo is a demand that the decision tells', () => {
  const byControl = new Map<string, Set<string>>();
  for (const { id, demands } of regimes)
    for (const control of demands.flatMap((demand) => demand.controls))
      byControl.set(control, (byControl.get(control) ?? new Set()).add(id));
  const special = [...byControl].filter(([, of]) => of.size === 1).map(([control]) => control);
  const told = loadKnowledge().demands.flatMap((demand) => demand.controls);
  expect(special.filter((control) => !told.includes(control))).toEqual([]);
});

it('tests of controls are templates', () => {
  const known = [...templates.files.keys()].map((path) => path.replace(/^.*?\/files\//, ''));
  expect(controls.map(({ test }) => test).filter((test) => !known.includes(test))).toEqual([]);
});

describe.each(PATTERN_IDS)('%s', (pattern) => {
  it.each(OFFERED)('%s has a page whose links lead to files and to tests that run', (regime) => {
    const tree = treeFor(pattern, [regime]);
    const paths = new Set<string>(tree.map(({ path }) => path));
    const page = tree.find(({ path }) => path === `docs/compliance/${regime}.md`);
    const rows = linksOf(page?.content ?? '');
    expect(rows.length).toBeGreaterThan(8);
    const answered = rows.filter(({ here }) => here.length > 0);
    expect(answered.length).toBeGreaterThan(rows.length / 2);
    for (const { here, proof } of answered) {
      expect([...here, ...proof].filter((path) => !paths.has(path))).toEqual([]);
      expect(proof.length).toBeGreaterThan(0);
    }
    expect(paths).toContain('test/repository/compliance.test.ts');
    expect(paths).toContain('test/security/audit-trail.test.ts');
  });
});

it('nothing is brought where no rules apply', () => {
  const tree = treeFor('modular-monolith', ['none']);
  expect(tree.filter(({ path }) => /compliance|audit-trail|privacy|card-guard/.test(path))).toEqual(
    [],
  );
});

it('what rules bring gives way to what was asked for, and the page says so', () => {
  const tree = treeFor('serverless', ['gdpr'], ['dynamodb']);
  const paths: string[] = tree.map(({ path }) => path);
  expect(paths).not.toContain('test/security/audit-trail.test.ts');
  const page = tree.find(({ path }) => path === 'docs/compliance/gdpr.md')?.content ?? '';
  expect(page).toMatch(/\| Erasure \| – \| – \|/);
  for (const { here, proof } of linksOf(page))
    expect([...here, ...proof].filter((path) => !paths.includes(path))).toEqual([]);
});

it('only what is declined is left out', () => {
  expect(defaultFeatures('modular-monolith', CATALOGUE, ['pci'])).toEqual(
    expect.arrayContaining(['audit-trail', 'card-guard', 'compliance', 'compliance-pci']),
  );
  expect(defaultFeatures('modular-monolith', CATALOGUE, ['pci'])).not.toContain('privacy');
});
