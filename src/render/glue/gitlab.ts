import type { Blueprint } from '#architecture/schema.js';
import { toYaml } from '#render/yaml.js';
import {
  clusterName,
  type Delivery,
  deliveryOf,
  type Environment,
  ENVIRONMENTS,
  isReleased,
  type Released,
  type Target,
  TERRAFORM,
  TOOLS,
} from './delivery.js';
import { functionJobs, NODE, node, toFunctions } from './gitlab-functions.js';
import {
  assume,
  awsToken,
  imageJobs,
  imageTemplate,
  type Job,
  MAIN,
  MERGE_REQUEST,
  RELEASED,
  signedDigests,
} from './gitlab-images.js';
import { type GlueFile, gluedBy } from './glue-file.js';

const HEADING = `Every merge request is verified. Every commit on main is verified, built, scanned, signed and pushed, then
released to dev and, when somebody approves, to prod. Releases start when the variable RELEASES is on;
docs/delivery.md says what else to set. Images are named by tag: Renovate adds their digests.`;

const VERIFIES = `Every merge request and every commit on main is verified.
Images are named by tag: Renovate adds their digests.`;

const KUBECTL = 'alpine/k8s:1.33.4';

function verification({ terraform, kubernetes }: Delivery): Readonly<Record<string, Job>> {
  const stage = 'verify';
  const job = (image: string, script: readonly string[]): Job => ({
    stage,
    image: { name: image, entrypoint: [''] },
    script,
  });
  return {
    check: { stage, ...node, script: ['npm run check', 'npm test'] },
    dependencies: {
      stage,
      ...node,
      script: [
        'npm audit --omit=dev --audit-level=high',
        'npm audit signatures',
        'npm run licences',
      ],
    },
    secrets: {
      ...job(TOOLS.gitleaks, ['gitleaks git . --redact --no-banner']),
      variables: { GIT_DEPTH: '0' },
    },
    ...(terraform ? { infra: job(`hashicorp/terraform:${TERRAFORM}`, ['infra/check.sh']) } : {}),
    ...(kubernetes
      ? {
          kubernetes: job(
            KUBECTL,
            ENVIRONMENTS.map(
              (stage) => `kubectl kustomize deploy/k8s/overlays/${stage} > /dev/null`,
            ),
          ),
        }
      : {}),
  };
}

type Rollout = (delivery: Released, environment: Environment) => Job;

const toEcs: Rollout = (delivery, environment) => ({
  image: NODE,
  id_tokens: awsToken(delivery, `release-${environment}`),
  before_script: [
    'apt-get update && apt-get install --yes --no-install-recommends awscli',
    ...assume('AWS_RELEASE_ROLE'),
  ],
  script: [`node infra/release.ts ${environment} "$RELEASE" digests "$URL"`],
});

const toKubernetes: Rollout = (delivery, environment) => ({
  image: { name: KUBECTL, entrypoint: [''] },
  // Elsewhere KUBECONFIG is a variable of the type "file", for this environment only.
  ...(delivery.onAws
    ? {
        id_tokens: awsToken(delivery, `release-${environment}`),
        before_script: [
          ...assume('AWS_RELEASE_ROLE'),
          `aws eks update-kubeconfig --name ${clusterName(delivery, environment)}`,
        ],
      }
    : {}),
  script: [`deploy/k8s/rollout.sh ${environment} "$RELEASE" digests "$URL"`],
});

const ROLLOUTS: Readonly<Record<Target, Rollout>> = {
  ecs: toEcs,
  functions: toFunctions,
  kubernetes: toKubernetes,
};

function releaseJob(delivery: Released, environment: Environment): Job {
  const last = environment === ENVIRONMENTS.at(-1);
  const built = [
    ...(delivery.images ? ['digests'] : []),
    ...(delivery.target === 'functions' ? ['upload'] : []),
  ];
  return {
    stage: environment,
    needs: [...built, ...(last ? [`release:${ENVIRONMENTS[0]}`] : [])],
    ...ROLLOUTS[delivery.target](delivery, environment),
    environment: {
      name: environment,
      url: '$URL',
      deployment_tier: last ? 'production' : 'development',
    },
    // One at a time, and none is broken off half-way.
    resource_group: environment,
    interruptible: false,
    rules: [{ if: RELEASED, ...(last ? { when: 'manual' } : {}) }],
    ...(last ? { allow_failure: false } : {}),
  };
}

function pipeline(blueprint: Blueprint): Job {
  const delivery = deliveryOf(blueprint);
  const { images, functions, target } = delivery;
  return {
    stages: [
      'verify',
      ...(images || functions ? ['build'] : []),
      ...(target === null ? [] : ENVIRONMENTS),
    ],
    workflow: { rules: [{ if: MERGE_REQUEST }, { if: MAIN }] },
    default: { interruptible: true, timeout: '45 minutes' },
    variables: {
      RELEASE: '$CI_COMMIT_SHA',
      // A variable of the project with this name wins.
      ...(delivery.onAws
        ? { IMAGE_REGISTRY: 'localhost', REGISTRY: '$IMAGE_REGISTRY' }
        : { REGISTRY: '$CI_REGISTRY_IMAGE' }),
    },
    ...verification(delivery),
    ...(images ? { '.image': imageTemplate(delivery), ...imageJobs(blueprint, target) } : {}),
    ...(functions ? functionJobs(delivery) : {}),
    ...(isReleased(delivery)
      ? {
          ...(images ? { digests: signedDigests(blueprint, delivery) } : {}),
          ...Object.fromEntries(
            ENVIRONMENTS.map((one) => [`release:${one}`, releaseJob(delivery, one)]),
          ),
        }
      : {}),
  };
}

const RENOVATE = {
  $schema: 'https://docs.renovatebot.com/renovate-schema.json',
  extends: ['config:recommended', 'docker:pinDigests', ':semanticCommitsDisabled'],
  minimumReleaseAge: '7 days',
  internalChecksFilter: 'strict',
  schedule: ['before 6am on monday'],
  packageRules: [
    { matchUpdateTypes: ['minor', 'patch', 'digest', 'pinDigest'], groupName: 'minor' },
  ],
  vulnerabilityAlerts: { enabled: true, minimumReleaseAge: null, schedule: ['at any time'] },
};

/** `.gitlab-ci.yml`, and the bot that keeps versions fresh. */
export function gitlabFiles(blueprint: Blueprint): readonly GlueFile[] {
  const file = gluedBy('gitlab', 'ci-gitlab');
  return [
    file(
      '.gitlab-ci.yml',
      toYaml(pipeline(blueprint), deliveryOf(blueprint).target === null ? VERIFIES : HEADING),
    ),
    file('renovate.json', `${JSON.stringify(RENOVATE, null, 2)}\n`),
  ];
}
