import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Check, Finding } from './finding.js';
import { exists, run } from './program.js';
import { dataFaults } from './terraform-data-rules.js';
import { identityFaults } from './terraform-identity.js';
import { networkFaults } from './terraform-network.js';
import { type Resource, resourcesOf, stateOf } from './terraform-resources.js';
import { terraformEnvironment } from './terraform.js';

/** What stands beside something else, or is missed. */
const TOGETHER: readonly (readonly [type: string, needs: string])[] = [
  ['aws_vpc', 'aws_flow_log'],
  ['aws_sns_topic_policy', 'aws_sns_topic_subscription'],
  ['aws_cloudwatch_metric_alarm', 'aws_budgets_budget'],
];

/** What a reviewer would refuse in what Terraform would make. */
export function securityFindings(all: readonly Resource[]): readonly Finding[] {
  const present = new Set(all.map(({ type }) => type));
  return [
    ...all.flatMap((resource) =>
      [
        ...identityFaults(resource),
        ...networkFaults(resource, all),
        ...dataFaults(resource, all),
      ].map((what) => ({ where: resource.address, what })),
    ),
    ...TOGETHER.filter(([type, needs]) => present.has(type) && !present.has(needs)).map(
      ([type, needs]) => ({ where: type, what: `no ${needs}` }),
    ),
  ];
}

/** Everything up to the second run: one apply of the whole root, on its mocked provider. */
function firstRun(test: string): string {
  return test
    .split(/^(?=run ")/m)
    .slice(0, 2)
    .join('');
}

/** The two roots of a repo, and the test that applies each. */
const ROOTS = [
  ['infra', 'root'],
  ['infra/account', 'account'],
] as const;

async function resourcesIn(folder: string, test: string): Promise<readonly Resource[]> {
  const path = join(folder, 'tests', `${test}.tftest.hcl`);
  writeFileSync(path, firstRun(readFileSync(path, 'utf8')));
  const env = terraformEnvironment(folder);
  const init = await run('terraform', ['init', '-backend=false', '-input=false'], {
    cwd: folder,
    env,
  });
  if (init.code !== 0) throw new Error(init.output);
  const { output } = await run('terraform', ['test', '-json', '-verbose'], { cwd: folder, env });
  return resourcesOf(stateOf(output));
}

/** Applies both roots on a mocked provider and judges every resource that would exist. */
export const terraformSecurity: Check = {
  name: 'terraform security',
  reads: 'infra',
  missing: async () => ((await exists('terraform')) ? null : 'terraform is not on the PATH'),
  check: async (repo) => {
    const copy = mkdtempSync(join(tmpdir(), 'terraform-'));
    try {
      cpSync(join(repo, 'infra'), join(copy, 'infra'), { recursive: true });
      const found: Finding[] = [];
      for (const [folder, test] of ROOTS) {
        const resources = await resourcesIn(join(copy, folder), test);
        if (resources.length === 0) found.push({ where: folder, what: 'nothing was judged' });
        found.push(...securityFindings(resources));
      }
      return found;
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  },
};
