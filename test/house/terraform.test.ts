import { beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNT_CALLS, INNER_CALLS } from '#render/glue/terraform.js';
import type { Templates } from '#render/templates.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { everything, rendered, templatesOfTest } from '../setup/rendered-repo.js';

const INFRA = 'features/terraform-aws/files/infra/';

/**
 * What OpenTofu 1.11 does not have, as far as its change log and that of Terraform say: OpenTofu itself
 * cannot be installed where these tests run.
 */
const ONLY_TERRAFORM: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^\s*(action|list) "/m, 'action and list blocks'],
  [/^\s*(cloud|stack|component) \{/m, 'HCP Terraform'],
  [/\bstate_key\s*=/, 'state_key of a test run'],
  [/^\s*parallel\s*=/m, 'parallel test runs'],
  [/\boverride_during\b/, 'override_during of a mock'],
  [/\bterraform\.applying\b/, 'terraform.applying'],
  [/\bskip_cleanup\b/, 'skip_cleanup of a test run'],
];

/** Variables that the condition of another variable reads. */
function foreignConditions(hcl: string): readonly string[] {
  return hcl.split(/^(?=variable ")/m).flatMap((block) => {
    const own = /^variable "(\w+)"/.exec(block)?.[1];
    if (own === undefined) return [];
    const named = [...block.matchAll(/condition\s*=.*/g)].flatMap(([line]) =>
      [...line.matchAll(/\bvar\.(\w+)/g)].map((found) => found[1]),
    );
    return named.filter((name) => name !== own).map((name) => `${own} reads ${name}`);
  });
}

let templates: Templates;
beforeAll(async () => (templates = await templatesOfTest()));

const infra = () => [...templates.files].filter(([path]) => path.startsWith(INFRA));

describe('Terraform templates', () => {
  it('call the modules that the list of calls names', () => {
    const calls: Record<string, string[]> = {};
    for (const [path, text] of infra()) {
      const [, folder = ''] = /^(?:modules\/)?([^/]+)\//.exec(path.slice(INFRA.length)) ?? [];
      for (const [, name = ''] of text.matchAll(/source\s*=\s*"\.\.\/(?:modules\/)?([^"]+)"/g))
        (calls[folder] ??= []).push(name);
    }
    calls['account'] = [...new Set(calls['account'])];
    expect(calls).toEqual({ ...INNER_CALLS, account: ACCOUNT_CALLS });
  });

  it('have tests that try what is refused, for every module that refuses something', () => {
    const text = (module: string, part: RegExp) =>
      infra()
        .filter(([path]) => path.startsWith(`${INFRA}modules/${module}/`) && part.test(path))
        .map(([, content]) => content)
        .join('\n');
    const modules = new Set(
      infra().flatMap(([path]) => /modules\/([^/]+)\//.exec(path)?.[1] ?? []),
    );
    expect(modules.size).toBeGreaterThan(15);
    for (const module of modules) {
      const tests = text(module, /\.tftest\.hcl$/);
      const refusals = text(module, /\.tf$/).match(/^ {2}validation \{/gm)?.length ?? 0;
      expect(tests.match(/^ {2}assert \{/gm)?.length ?? 0, module).toBeGreaterThan(0);
      if (refusals > 0) expect(tests, module).toContain('expect_failures');
    }
  });

  it.each(ONLY_TERRAFORM)('do without what only Terraform has: %s (%s)', (pattern) => {
    const found = infra().filter(([path, text]) => /\.(tf|hcl)$/.test(path) && pattern.test(text));
    expect(found.map(([path]) => path)).toEqual([]);
  });

  it('check a variable by itself alone, as OpenTofu does', () => {
    const all = infra().flatMap(([path, text]) =>
      foreignConditions(text).map((one) => `${path}: ${one}`),
    );
    expect(all).toEqual([]);
    expect(foreignConditions('variable "a" {\n  condition = var.a > var.b\n}\n')).toEqual([
      'a reads b',
    ]);
  });
});

describe.each(PATTERN_IDS)('infra of %s', (pattern) => {
  it('declares every variable once, and gives a value to those without a default', () => {
    const tree = rendered(everything(pattern), templates);
    const text = (path: string) => tree.find((file) => file.path === path)?.content ?? '';
    const blocks = text('infra/variables.tf').split(/^(?=variable ")/m);
    const names = blocks.map((block) => /^variable "(\w+)"/.exec(block)?.[1] ?? '');
    expect(new Set(names).size).toBe(names.length);
    const given = ['prod.tfvars', 'dev.tfvars'].map((name) => text(`infra/environments/${name}`));
    const data = text('infra/terraform.tfvars.json');
    const wanted = blocks
      .filter((block) => !/^ {2}default +=/m.test(block) && !/^ {2}ephemeral +=/m.test(block))
      .map((block) => /^variable "(\w+)"/.exec(block)?.[1] ?? '')
      .filter((name) => name !== 'release');
    for (const name of wanted) {
      for (const file of given)
        expect(
          new RegExp(`^(# )?${name} *=`, 'm').test(file) || data.includes(`"${name}"`),
          name,
        ).toBe(true);
    }
  });

  it('uses every variable that it declares', () => {
    const tree = rendered(everything(pattern), templates);
    const text = tree
      .filter(({ path }) => /^infra\/(main|versions)\.tf$/.test(path))
      .map(({ content }) => content)
      .join('\n');
    const declared = tree.find(({ path }) => path === 'infra/variables.tf')?.content ?? '';
    const names = [...declared.matchAll(/^variable "(\w+)"/gm)].map((found) => found[1]);
    expect(names.filter((name) => !text.includes(`var.${name}`))).toEqual([]);
  });
});
