import type { Blueprint } from '#architecture/schema.js';
import { type Delivery, deliveryOf, isReleased, type Released } from './delivery.js';
import { type GlueFile, gluedBy } from './glue-file.js';

const VERIFIED = [
  '| what | how to see it here |',
  '|---|---|',
  '| lint, types, architecture, drift of managed files, licences | `npm run check` |',
  '| tests, against the whole system | `npm test` |',
  '| known vulnerabilities, signatures of packages | `npm audit --omit=dev`, `npm audit signatures` |',
  '| secrets in any commit | `gitleaks git .` (`.gitleaks.toml` says what is not one) |',
];

const VERIFIED_FIRST = 'It is verified like any change.';
const APPROVED = '`prod`, when somebody approves: the same %s, the same steps.';

/** What happens to images, and to what they are deployed by. */
function imageSteps(target: 'ecs' | 'kubernetes'): readonly string[] {
  const [script, back] = {
    ecs: ['infra/release.ts', 'services are pointed at the tasks they ran before'],
    kubernetes: ['deploy/k8s/rollout.sh', 'deployments are rolled back'],
  }[target];
  return [
    VERIFIED_FIRST,
    IMAGES,
    '`dev`: only digests that this pipeline signed (`deploy/signed-digests.sh`).',
    `\`${script}\`: migrations, then the apps, then \`tools/smoke.sh\` against the public address. What is well stays. Otherwise ${back} and the run fails; a failed migration touches no app.`,
    APPROVED.replace('%s', 'digests'),
  ];
}

const IMAGES =
  'Images that it changed are built (`deploy/image.sh`, the same bytes from the same commit), scanned, listed (SBOM), pushed and signed with the identity of the run: no key exists. Images that it did not change get the new name (`tools/affected.ts` decides, from `architecture.json`).';

function functionSteps(images: boolean): readonly string[] {
  return [
    VERIFIED_FIRST,
    'Functions are bundled and zipped (`tools/package-functions.sh`), the packages in them listed (SBOM) and scanned; one list of the digests of all is signed with the identity of the run (no key exists), and everything is uploaded to the bucket of packages (`infra/packages.sh push`).',
    ...(images ? [`The image that migrates is delivered beside them. ${IMAGES}`] : []),
    `\`dev\`: only packages whose list this pipeline signed, for this release (\`infra/packages.sh pull\`)${images ? ', and only an image that it signed (`deploy/signed-digests.sh`)' : ''}.`,
    `\`infra/release-functions.ts\`: ${images ? 'migrations; then ' : ''}a version of every function that changed, each called by its number before anybody else calls it. The alias \`live\` then leads a tenth of the calls to them for three minutes. When they failed none of them and \`tools/smoke.sh\` is content with the public address, they get all calls, and are looked at again. Otherwise every alias leads to the version before alone and the run fails${images ? '; a failed migration touches no function' : ''}.`,
    APPROVED.replace('%s', 'packages'),
  ];
}

function steps({ target, images }: Released): readonly string[] {
  const all = target === 'functions' ? functionSteps(images) : imageSteps(target);
  return [
    '## A commit on main',
    '',
    ...all.map((step, at) => `${at + 1}. ${step}`),
    '',
    'Releases to one environment never overlap and are never broken off.',
    '',
  ];
}

function settings({
  onAws,
  images,
  target,
}: Released): readonly (readonly [name: string, where: string, value: string])[] {
  const both = [
    ['RELEASES', 'repository', '`on`, when all of this is set'],
    [
      'URL',
      'each environment',
      target === 'functions'
        ? 'public address: the output `url` of `infra`'
        : 'public address, such as `https://dev.example.com`',
    ],
  ] as const;
  if (onAws) {
    return [
      ...both,
      ...(images
        ? [['IMAGE_REGISTRY', 'repository', '`<account>.dkr.ecr.<region>.amazonaws.com`'] as const]
        : []),
      ...(target === 'functions'
        ? [['PACKAGES', 'repository', 'the output `packages_bucket` of `infra/account`'] as const]
        : []),
      ['AWS_REGION', 'repository', 'such as `eu-central-1`'],
      ['AWS_PUSH_ROLE', 'repository', 'ARN of the role that may push what was built'],
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
    ...(delivery.onAws
      ? [
          '| `AWS_DEFAULT_REGION` | project | the same as `AWS_REGION` |',
          '',
          'Tokens of GitLab name the project and the branch, not the environment: each role of `infra/account` wants a token that was asked for by its name (`id_tokens`), so one that was given to the release to `dev` opens nothing else. Who may change the pipeline on `main` may ask for any of them: hence its protection.',
        ]
      : []),
    '',
  ];
}

function missing({ functions, terraform }: Delivery): string {
  if (!functions) return 'neither Terraform with images nor Kubernetes was chosen';
  return terraform
    ? 'migrations need an image, and Docker was not chosen'
    : 'Terraform was not chosen';
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
    ...(delivery.images ? ['Images are built only where the change touches them.', ''] : []),
    ...(delivery.functions
      ? [
          'Functions are bundled and zipped, and the packages in them scanned: `npm run build`, `tools/package-functions.sh`.',
          '',
        ]
      : []),
    ...(!isReleased(delivery)
      ? [`Nothing is released: ${missing(delivery)}.`, '']
      : [
          ...steps(delivery),
          ...(providers.includes('ci-github') ? github(delivery) : []),
          ...(providers.includes('ci-gitlab') ? gitlab(delivery) : []),
          '## Back to an earlier release',
          '',
          `Run the pipeline of that commit again, or revert the commit.${delivery.target === 'functions' ? ' At once, for one function: point its alias back (infra/README.md).' : ''} The schema stays as it is: migrations suit the release before, too.`,
          '',
        ]),
  ];
  return [gluedBy('delivery', first)('docs/delivery.md', lines.join('\n'))];
}
