import { beforeAll, describe, expect, it } from 'vitest';
import { runLint } from '#cli/arch-lint-run.js';
import type { Templates } from '#render/templates.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { onDisk } from '../setup/on-disk.js';
import { FROM_SPECIMEN, READY_MADE, rendered, templatesOfTest } from '../setup/rendered-repo.js';

let templates: Templates;
beforeAll(async () => {
  templates = await templatesOfTest();
});

const ALL = [...READY_MADE, ...FROM_SPECIMEN];
/** No ready-made one, and those that obey commands without the one that gives them. */
const CHOICES = ['invoices', 'inventory', 'payments people'];
/** All else is only copied. */
const WHAT_IS_JUDGED = /^(?:src|deploy)\/|^(?:package|architecture|tsconfig)\.json$/;

describe.each(PATTERN_IDS)('%s', (pattern) => {
  it.each(CHOICES)('of %s has nothing to tell', async (names) => {
    const modules = ALL.filter(({ plural }) => names.split(' ').includes(plural));
    const tree = rendered({ pattern, modules, features: [] }, templates);
    const judged = tree.filter(({ path }) => WHAT_IS_JUDGED.test(path));
    await onDisk(judged, async (folder) => {
      const { result } = await runLint(folder, '.', { cache: false });
      expect(result.problems).toEqual([]);
      expect(result.findings.map(({ clause, message }) => `${clause}: ${message}`)).toEqual([]);
    });
  });
});
