import { beforeAll, describe, expect, it } from 'vitest';
import type { Templates } from '#render/templates.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { withArchitecture } from '../../templates/base/files/tools/architecture-docs.ts';
import {
  featuresOf,
  FROM_SPECIMEN,
  READY_MADE,
  rendered,
  templatesOfTest,
} from '../setup/rendered-repo.js';

let templates: Templates;

beforeAll(async () => {
  templates = await templatesOfTest();
});

const SIZES = [[], READY_MADE, [...READY_MADE, ...FROM_SPECIMEN]].map((modules) => ({ modules }));

describe.each(PATTERN_IDS)('docs/architecture.md of %s', (pattern) => {
  it.each(SIZES)('is what its repo would draw, with $modules', ({ modules }) => {
    const tree = rendered({ pattern, modules, features: featuresOf(pattern) }, templates);
    const textOf = (path: string) => tree.find((file) => file.path === path)?.content ?? '';
    const { blueprint } = JSON.parse(textOf('architecture.json'));
    const document = textOf('docs/architecture.md');
    expect(withArchitecture(document, blueprint)).toBe(document);
    expect(document.match(/```mermaid\n/g)).toHaveLength(4);
    expect(document).not.toMatch(/undefined|\[object/);
    for (const { name } of blueprint.apps) expect(document).toContain(`\`${name}\``);
  });
});
