import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { scanProject } from '#adapters/scan-project.js';
import { ArchitectureFile } from '#architecture/schema.js';
import { CATALOGUE } from '#blueprint/catalogue.js';
import { projectModel } from '#lint/infer-modules.js';
import { lint } from '#lint/lint.js';
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

let templates: Templates;

beforeAll(async () => {
  templates = await templatesOfTest();
});

function textOf(tree: FileTree, path: string): string {
  const file = tree.find((one) => one.path === path);
  if (!file) throw new Error(`${path} is not in the tree`);
  return file.content;
}

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

it('whatever may be combined renders, and the order of choices changes no byte', () => {
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
});

describe.each(PATTERN_IDS)('a repo with the pattern %s', (pattern) => {
  let tree: FileTree;
  beforeAll(() => {
    tree = rendered(everything(pattern), templates);
  });

  it('asks in package.json for exactly the packages that its code imports', () => {
    const { dependencies, devDependencies } = JSON.parse(textOf(tree, 'package.json'));
    const imported = new Set(
      tree
        .filter(({ path }) => /^(src|test|tools)\/.*\.ts$/.test(path))
        .flatMap(({ content }) => [...content.matchAll(/(?:from|import\() ?'([^'#.][^']*)'/g)])
        .map(([, specifier = '']) => specifier)
        .filter((specifier) => !specifier.startsWith('node:'))
        .map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier),
    );
    expect(Object.keys({ ...dependencies, ...devDependencies })).toEqual(
      expect.arrayContaining([...imported]),
    );
    expect(Object.keys(dependencies).filter((name) => !imported.has(name))).toEqual([]);
  });

  it('imports only files that are there', () => {
    const paths = new Set<string>(tree.map(({ path }) => path));
    const aliases: Record<string, string> = JSON.parse(textOf(tree, 'package.json')).imports;
    const missing = tree
      .filter(({ path }) => path.endsWith('.ts'))
      .flatMap(({ path, content }) =>
        [...content.matchAll(/(?:from|import\() ?'(#[^']+|\.{1,2}\/[^']+)'/g)].flatMap(
          ([, specifier = '']) => {
            const target = resolve(path, specifier, aliases);
            return paths.has(target) ? [] : [`${path}: ${specifier}`];
          },
        ),
      );
    expect(missing).toEqual([]);
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
    const { clauses } = ArchitectureFile.parse(JSON.parse(textOf(tree, 'architecture.json')));
    const result = await onDisk(tree, async (folder) => {
      const scan = await scanProject(folder);
      return lint(projectModel(scan), clauses);
    });
    expect(result.problems).toEqual([]);
    expect(result.findings.map(({ message }) => message)).toEqual([]);
  });

  it('keeps secrets out of the tree', () => {
    expect(tree.map(({ path }) => path)).not.toContain('.env');
    expect(textOf(tree, '.env.example')).toMatch(/^SERVICE_SECRET=$/m);
  });
});

function resolve(
  from: string,
  specifier: string,
  aliases: Readonly<Record<string, string>>,
): string {
  const alias = Object.keys(aliases).find((key) => specifier.startsWith(key.slice(0, -1)));
  const path = alias
    ? `${aliases[alias]?.slice(0, -1)}${specifier.slice(alias.length - 1)}`
    : `${from.slice(0, from.lastIndexOf('/'))}/${specifier}`;
  return new URL(path, 'file:///').pathname.slice(1);
}

it('below src/modules nothing but stores and migrations depends on the pattern', () => {
  const modulesOf = (pattern: PatternId) =>
    rendered(everything(pattern), templates)
      .filter(({ path }) => path.startsWith('src/modules/'))
      .filter(({ path }) => !/\/store\.[a-z]+\.|\/migrations\//.test(path))
      .map(({ path, content }) => ({ path, content }));
  const [first, ...others] = PATTERN_IDS.map(modulesOf);
  for (const other of others) expect(other).toEqual(first);
});

it('a tool that was not built is named, with the command that builds it', () => {
  const choice: Choice = { pattern: 'modular-monolith', modules: [], features: [] };
  expect(tryRender(choice, { ...templates, archLint: null })).toMatchObject({
    ok: false,
    problems: [{ code: 'TOOL_NOT_BUILT' }],
  });
});
