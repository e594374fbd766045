import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { scanProject } from '#adapters/scan-project.js';
import { ArchitectureFile } from '#architecture/schema.js';
import { CATALOGUE } from '#blueprint/catalogue.js';
import { runLint } from '#cli/arch-lint-run.js';
import { projectModel } from '#lint/infer-modules.js';
import { recognise } from '#lint/recognition/recognise.js';
import { BASE_CLAUSES } from '#render/base-clauses.js';
import type { FileTree } from '#render/rendered-file.js';
import type { Templates } from '#render/templates.js';
import { unclaimed } from '#render/unclaimed.js';
import type { PatternId } from '#shared/pattern-id.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { onDisk } from '../setup/on-disk.js';
import {
  type Choice,
  everything,
  featuresOf,
  FROM_SPECIMEN,
  READY_MADE,
  rendered,
  templatesOfTest,
  tryRender,
} from '../setup/rendered-repo.js';
import { missingImports, packageFaults, textOf } from '../setup/tree-checks.js';

let templates: Templates;

beforeAll(async () => {
  templates = await templatesOfTest();
});

const choice: fc.Arbitrary<Choice> = fc.constantFrom(...PATTERN_IDS).chain((pattern) =>
  fc.record({
    pattern: fc.constant(pattern),
    modules: fc.shuffledSubarray([...READY_MADE, ...FROM_SPECIMEN]),
    features: fc.shuffledSubarray(featuresOf(pattern)),
  }),
);

it('no template file is dead', () => {
  expect(unclaimed(templates, CATALOGUE)).toEqual([]);
});

it(
  'whatever may be combined renders, and the order of choices changes no byte',
  { timeout: 120_000 },
  () => {
    fc.assert(
      fc.property(choice, (one) => {
        const tree = rendered(one, templates);
        const turned = rendered(
          { ...one, modules: one.modules.toReversed(), features: one.features.toReversed() },
          templates,
        );
        expect(turned).toEqual(tree);
      }),
      { numRuns: 25 },
    );
  },
);

describe.each(PATTERN_IDS)('a repo with the pattern %s', (pattern) => {
  let tree: FileTree;
  beforeAll(() => {
    tree = rendered(everything(pattern), templates);
  });

  it('asks in package.json for exactly the packages that its code imports', () => {
    expect(packageFaults(tree)).toEqual({ missing: [], unused: [] });
  });

  it('imports only files that are there', () => {
    expect(missingImports(tree)).toEqual([]);
  });

  it('leaves no word of the specimen behind', () => {
    const left = tree.filter(
      ({ path, content, from }) =>
        from.startsWith('module:') && /sample[-_ ]?item/i.test(path + content),
    );
    expect(left.map(({ path }) => path)).toEqual([]);
  });

  it('has an architecture file that parses, with a lock for its package.json', () => {
    const file = ArchitectureFile.parse(JSON.parse(textOf(tree, 'architecture.json')));
    expect(file.blueprint?.pattern).toBe(pattern);
    expect(file.clauses).toEqual(expect.arrayContaining([...BASE_CLAUSES]));
    const { packages } = JSON.parse(textOf(tree, 'package-lock.json'));
    const { dependencies } = JSON.parse(textOf(tree, 'package.json'));
    expect(packages[''].dependencies).toEqual(dependencies);
  });

  it('obeys its own clauses, each of which finds something to judge', async () => {
    const alone = rendered({ pattern, modules: [], features: [] }, templates);
    for (const one of [tree, alone]) {
      const { result } = await onDisk(one, (folder) => runLint(folder, '.', { cache: false }));
      expect(result.problems).toEqual([]);
      expect(result.findings.map(({ message }) => message)).toEqual([]);
    }
  });

  it('is recognised as what it is, with and without features', async () => {
    const few = rendered({ pattern, modules: READY_MADE, features: [] }, templates);
    for (const one of [tree, few]) {
      const told = await onDisk(one, async (folder) =>
        recognise(projectModel(await scanProject(folder, { facts: true }))),
      );
      expect(told).toMatchObject({ pattern });
    }
  });

  it('keeps secrets out of the tree', () => {
    expect(tree.map(({ path }) => path)).not.toContain('.env');
    expect(textOf(tree, '.env.example')).toMatch(/^SERVICE_SECRET=$/m);
  });
});

it('below src/modules nothing but stores and migrations depends on the pattern', () => {
  const modulesOf = (pattern: PatternId) =>
    rendered(everything(pattern), templates)
      .filter(({ path }) => path.startsWith('src/modules/'))
      .filter(({ path }) => !/\/store\.[a-z]+\.|\/migrations\//.test(path))
      .map(({ path, content }) => ({ path, content }));
  const all = PATTERN_IDS.map(modulesOf);
  // A feature that does not work with a pattern brings no module there.
  const everywhere = (path: string) =>
    all.every((files) => files.some((file) => file.path.startsWith(moduleFolder(path))));
  const [first, ...others] = all.map((files) => files.filter(({ path }) => everywhere(path)));
  expect(first?.length).toBeGreaterThan(40);
  for (const other of others) expect(other).toEqual(first);
});

const moduleFolder = (path: string) => `${path.split('/').slice(0, 3).join('/')}/`;

it('a tool that was not built is named, with the command that builds it', () => {
  const choice: Choice = { pattern: 'modular-monolith', modules: [], features: [] };
  expect(tryRender(choice, { ...templates, archLint: null })).toMatchObject({
    ok: false,
    problems: [{ code: 'TOOL_NOT_BUILT' }],
  });
});
