import type { Blueprint } from '#architecture/schema.js';
import { deliveryOf, isReleased, type Released, type Target } from './delivery.js';
import { type GlueFile, gluedBy } from './glue-file.js';

const VERIFIED = [
  '| what | how to see it here |',
  '|---|---|',
  '| lint, types, architecture, drift of managed files, licences | `npm run check` |',
  '| tests, against the whole system | `npm test` |',
  '| known vulnerabilities, signatures of packages | `npm audit --omit=dev`, `npm audit signatures` |',
  '| secrets in any commit | `gitleaks git .` (`.gitleaks.toml` says what is not one) |',
];

function steps(target: Target): readonly string[] {
  const [script, back] =
    target === 'ecs'
      ? ['infra/release.ts', 'services are pointed at the tasks they ran before']
      : ['deploy/k8s/rollout.sh', 'deployments are rolled back'];
  return [
    '## A commit on main',
    '',
    '1. It is verified like any change.',
    '2. Images that it changed are built (`deploy/image.sh`, the same bytes from the same commit), scanned, listed (SBOM), pushed and signed with the identity of the run: no key exists. Images that it did not change get the new name (`tools/affected.ts` decides, from `architecture.json`).',
    '3. `dev`: only digests that this pipeline signed (`deploy/signed-digests.sh`).',
    `4. \`${script}\`: migrations, then the apps, then \`tools/smoke.sh\` against the public address. What is well stays. Otherwise ${back} and the run fails; a failed migration touches no app.`,
    '5. `prod`, when somebody approves: the same digests, the same steps.',
    '',
    'Releases to one environment never overlap and are never broken off.',
    '',
  ];
}

function settings({
  onAws,
}: Released): readonly (readonly [name: string, where: string, value: string])[] {
  const both = [
    ['RELEASES', 'repository', '`on`, when all of this is set'],
    ['URL', 'each environment', 'public address, such as `https://dev.example.com`'],
  ] as const;
  if (onAws) {
    return [
      ...both,
      ['IMAGE_REGISTRY', 'repository', '`<account>.dkr.ecr.<region>.amazonaws.com`'],
      ['AWS_REGION', 'repository', 'such as `eu-central-1`'],
      ['AWS_PUSH_ROLE', 'repository', 'ARN of the role that may push images'],
      ['AWS_RELEASE_ROLE', 'each environment', 'ARN of the role that may release there'],
    ];
  }
  return [
    ...both,
    ['IMAGE_REGISTRY', 'repository', 'such as `ghcr.io/<owner>`; also in `deploy/k8s/overlays`'],
    [
      'KUBECONFIG',
      'each environment',
      'secret: a configuration that may only change its namespace',
    ],
  ];
}

function github(delivery: Released): readonly string[] {
  return [
    '## Once, on GitHub',
    '',
    'Make the environments `dev` and `prod`; give `prod` required reviewers, and let only `main` deploy to both. Protect `main`: the jobs of `ci` must pass. Then set:',
    '',
    '| variable | where | value |',
    '|---|---|---|',
    ...settings(delivery).map((row) => `| ${row.join(' | ')} |`.replace(/^\| (\w+)/, '| `$1`')),
    '',
    'Provenance is attested where the repository is public; private ones need a plan that has attestations (take the condition out of `release.yml`).',
    '',
  ];
}

function gitlab(delivery: Released): readonly string[] {
  const rows = settings(delivery).filter(([name]) => delivery.onAws || name !== 'IMAGE_REGISTRY');
  return [
    '## Once, on GitLab',
    '',
    'Protect `main`, and the environment `prod` (deployments need approval, or its job is started by hand by those who may). Install Renovate for `renovate.json`. Then set, as protected variables:',
    '',
    '| variable | where | value |',
    '|---|---|---|',
    ...rows.map(
      ([name, where, value]) =>
        `| \`${name}\` | ${where === 'repository' ? 'project' : where} | ${name === 'KUBECONFIG' ? value.replace('secret', 'a file') : value} |`,
    ),
    ...(delivery.onAws ? ['| `AWS_DEFAULT_REGION` | project | the same as `AWS_REGION` |'] : []),
    '',
  ];
}

/** `docs/delivery.md`: what happens to a change, and what has to be set once. */
export function deliveryReadme(blueprint: Blueprint): readonly GlueFile[] {
  const providers = ['ci-github', 'ci-gitlab'].filter((id) => blueprint.features.includes(id));
  const [first] = providers;
  if (first === undefined) return [];
  const delivery = deliveryOf(blueprint);
  const lines = [
    `# Delivery of ${blueprint.project}`,
    '',
    '## Every change',
    '',
    ...VERIFIED,
    '',
    'Images are built only where the change touches them.',
    '',
    ...(!isReleased(delivery)
      ? ['Nothing is released: neither Terraform for processes nor Kubernetes was chosen.', '']
      : [
          ...steps(delivery.target),
          ...(providers.includes('ci-github') ? github(delivery) : []),
          ...(providers.includes('ci-gitlab') ? gitlab(delivery) : []),
          '## Back to an earlier release',
          '',
          'Run the pipeline of that commit again, or revert the commit. The schema stays as it is: migrations suit the release before, too.',
          '',
        ]),
  ];
  return [gluedBy('delivery', first)('docs/delivery.md', lines.join('\n'))];
}
