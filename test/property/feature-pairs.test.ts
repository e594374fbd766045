import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { repoCommand } from '#adapters/node-runtime.js';
import { FEATURES } from '#features/registry.js';
import type { Feature } from '#features/contribution.js';
import type { Templates } from '#render/templates.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { onDisk } from '../setup/on-disk.js';
import { featuresOf, READY_MADE, rendered, templatesOfTest } from '../setup/rendered-repo.js';
import { missingImports, packageFaults } from '../setup/tree-checks.js';

let templates: Templates;
beforeAll(async () => {
  templates = await templatesOfTest();
});

const CATALOGUE: Readonly<Record<string, Feature>> = FEATURES;

/** A set of features and what they require. */
function closed(ids: readonly string[]): string[] {
  const all = new Set(ids);
  for (const id of all) for (const other of CATALOGUE[id]?.requires ?? []) all.add(other);
  return [...all].toSorted();
}

const goTogether = (ids: readonly string[]): boolean =>
  ids.every((id) => !CATALOGUE[id]?.conflicts.some((other) => ids.includes(other)));

/** Each feature alone and with each other one. */
function pairsOf(pattern: PatternId): string[][] {
  const ids = featuresOf(pattern);
  const pairs = ids.flatMap((one, index) => ids.slice(index).map((other) => closed([one, other])));
  return [...new Map(pairs.map((pair) => [pair.join(' '), pair])).values()].filter(goTogether);
}

describe.each(PATTERN_IDS)('features of the pattern %s', (pattern) => {
  it(
    'render alone and in pairs, with every file and package that they import',
    { timeout: 120_000 },
    () => {
      const pairs = pairsOf(pattern);
      expect(pairs.length).toBeGreaterThan(5);
      const alone = new Set(featuresOf(pattern).map((one) => closed([one]).join(' ')));
      for (const features of pairs) {
        // Alone without orders too: a feature must not count on modules that it does not bring.
        for (const modules of alone.has(features.join(' ')) ? [READY_MADE, []] : [READY_MADE]) {
          const tree = rendered({ pattern, modules, features }, templates);
          const faults = { imports: missingImports(tree), ...packageFaults(tree) };
          expect(faults, features.join(' + ')).toEqual({ imports: [], missing: [], unused: [] });
        }
      }
    },
  );

  it('type-check all together, with the apps that host them', { timeout: 120_000 }, async () => {
    const features = featuresOf(pattern);
    const tree = rendered({ pattern, modules: READY_MADE, features }, templates);
    const output = await onDisk(tree, (folder) => {
      symlinkSync(resolve('templates/node_modules'), join(folder, 'node_modules'));
      const [file = '', ...args] = repoCommand(
        ['node', 'node_modules/.bin/tsc'],
        process.version,
      ).argv;
      return spawnSync(file, args, { cwd: folder, encoding: 'utf8' });
    });
    expect(output.stdout).toBe('');
    expect(output.status).toBe(0);
  });
});
