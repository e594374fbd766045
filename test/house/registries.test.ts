import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FEATURES } from '#features/registry.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';

import { idsOf, REGISTRIES, registryText } from '../../scripts/generate-registries.mjs';

describe.each(REGISTRIES)('the registry of $folder', (registry) => {
  it('is what its folders say', () => {
    const path = new URL(`../../src/${registry.folder}/registry.ts`, import.meta.url);
    expect(readFileSync(path, 'utf8')).toBe(registryText(registry, idsOf(registry)));
  });
});

describe('features', () => {
  const ids = Object.keys(FEATURES);

  it.each(Object.entries(FEATURES))(
    '%s is filed under its id and points at what exists',
    (id, feature) => {
      expect(feature.id).toBe(id);
      expect(ids).toEqual(expect.arrayContaining([...feature.requires, ...feature.conflicts]));
      expect(PATTERN_IDS).toEqual(expect.arrayContaining([...feature.patterns]));
      expect(feature.patterns).toEqual(expect.arrayContaining([...feature.defaultFor]));
      expect(feature.title.length).toBeLessThanOrEqual(36);
      expect(feature.summary.length).toBeLessThanOrEqual(150);
    },
  );
});
