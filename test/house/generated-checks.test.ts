import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { defaultFeatures } from '#blueprint/features.js';
import { CATALOGUE } from '#blueprint/catalogue.js';
import type { FileTree } from '#render/rendered-file.js';
import { READY_MADE, rendered, templatesOfTest } from '../setup/rendered-repo.js';

const PAGE = 'docs/generated-checks.md';

/** Each `path › words` of the page, and whether it is one of this repository. */
const claims = readFileSync(PAGE, 'utf8')
  .split('\n')
  .filter((line) => line.includes(' › ') && !line.startsWith('Every line'))
  .flatMap((line) => {
    const here = line.indexOf('here `');
    return [...line.matchAll(/`([^`]+) › ([^`]+)`/g)].map(
      ({ 1: path = '', 2: words = '', index }) => [path, words, here >= 0 && index > here] as const,
    );
  });

let tree: FileTree;
beforeAll(async () => {
  const features = defaultFeatures('modular-monolith', CATALOGUE);
  tree = rendered(
    { pattern: 'modular-monolith', modules: READY_MADE, features },
    await templatesOfTest(),
  );
});

it('names checks', () => expect(claims.length).toBeGreaterThan(50));

it.each(claims)('%s › %s is there', (path, words, here) => {
  const text = here
    ? existsSync(path) && readFileSync(path, 'utf8')
    : tree.find((file) => file.path === path)?.content;
  expect(text, `${path} is not there`).toBeTruthy();
  expect(text).toContain(words);
});
