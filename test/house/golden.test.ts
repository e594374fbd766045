import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultFeatures } from '#blueprint/features.js';
import { CATALOGUE } from '#blueprint/catalogue.js';
import type { Templates } from '#render/templates.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { type Golden, goldenOf, readGolden, writeGolden } from '../setup/golden.js';
import { READY_MADE, rendered, templatesOfTest } from '../setup/rendered-repo.js';

const INVOICES = { singular: 'invoice', plural: 'invoices' };

/** Small everywhere, but once with modules that read and message each other. */
const MODULES: Readonly<Record<PatternId, readonly { singular: string; plural: string }[]>> = {
  'modular-monolith': [INVOICES],
  serverless: [INVOICES],
  microservices: [INVOICES],
  'event-driven': [...READY_MADE, INVOICES],
};

/** Too long to show in a difference, and made from all of our sources: its own tests judge it. */
const STAND_IN = '#!/usr/bin/env node\n';

let templates: Templates;
beforeAll(async () => {
  templates = { ...(await templatesOfTest()), archLint: STAND_IN };
});

describe.each(PATTERN_IDS)('%s', (pattern) => {
  const folder = fileURLToPath(new URL(`../golden/${pattern}`, import.meta.url));
  const golden = (): Golden => {
    const features = defaultFeatures(pattern, CATALOGUE);
    const tree = rendered({ pattern, modules: MODULES[pattern], features }, templates);
    return goldenOf(tree, templates.files);
  };

  it('renders as it was reviewed (UPDATE_GOLDEN=1 accepts what it is now)', () => {
    const now = golden();
    if (process.env['UPDATE_GOLDEN'] === '1') writeGolden(folder, now);
    const reviewed = readGolden(folder);
    expect(Object.keys(now).sort()).toEqual(Object.keys(reviewed).sort());
    for (const [path, content] of Object.entries(now)) expect(content, path).toBe(reviewed[path]);
  });
});
