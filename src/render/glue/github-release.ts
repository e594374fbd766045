import type { Blueprint } from '#architecture/schema.js';
import {
  clusterName,
  deliveryOf,
  type Environment,
  ENVIRONMENTS,
  isReleased,
  type Released,
} from './delivery.js';
import { functions, image, plan, REGISTRY, registryLogin } from './github-build.js';
import { awsLogin, checkout, expression, job, node, type Step, uses } from './github-steps.js';

const HEADING = `Every commit on main: verified, built, scanned, listed, signed, pushed, then released to dev and,
after approval, to prod. Each release migrates, rolls out, is smoke-tested, and stays or is taken back.
It starts when the repository variable RELEASES is on; docs/delivery.md says what else to set.`;

const ROLLOUTS = {
  ecs: 'node infra/release.ts',
  functions: 'node infra/release-functions.ts',
  kubernetes: 'deploy/k8s/rollout.sh',
} as const;

function rollout({ target }: Released, environment: Environment): Step {
  const script = ROLLOUTS[target];
  return {
    name: 'Migrate, roll out, look, keep or take back',
    run: `${script} ${environment} "$RELEASE" digests "$URL"`,
    env: { URL: expression('vars.URL') },
  };
}

/** `KUBECONFIG` names a file; the secret is its content. */
const anyCluster: Step = {
  name: 'Reach the cluster',
  run: 'umask 077 && echo "$CONTENT" > "$RUNNER_TEMP/kubeconfig" && echo "KUBECONFIG=$RUNNER_TEMP/kubeconfig" >> "$GITHUB_ENV"',
  env: { CONTENT: expression('secrets.KUBECONFIG') },
};

function cluster(delivery: Released, environment: Environment): readonly Step[] {
  if (delivery.target !== 'kubernetes') return [];
  if (!delivery.onAws) return [anyCluster];
  const name = clusterName(delivery, environment);
  return [{ name: 'Reach the cluster', run: `aws eks update-kubeconfig --name ${name}` }];
}

/** Where what was built waits for its release. */
const stores = ({ images, target }: Released): Step => ({
  ...(images ? { REGISTRY: expression(REGISTRY) } : {}),
  ...(target === 'functions' ? { PACKAGES: expression('vars.PACKAGES') } : {}),
});

const SIGNER =
  '--certificate-oidc-issuer https://token.actions.githubusercontent.com --certificate-identity "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/.github/workflows/release.yml@refs/heads/main"';

/** Only what this workflow signed is released. */
function signed({ images, target }: Released): readonly Step[] {
  const list = 'node -pe \'JSON.parse(process.env.IMAGES).map(({ image }) => image).join("\\n")\'';
  const digests = {
    name: 'Only what this workflow signed is released',
    run: `${list} | deploy/signed-digests.sh ${SIGNER} > digests`,
    env: { IMAGES: expression('needs.plan.outputs.images') },
  };
  const packages = {
    name: 'Only packages that this workflow signed are released',
    run: `infra/packages.sh pull ${SIGNER}`,
  };
  return [
    ...(images ? [digests] : [{ name: 'There are no images', run: 'touch digests' }]),
    ...(target === 'functions' ? [packages] : []),
  ];
}

function release(delivery: Released, environment: Environment, after: readonly string[]): Step {
  const login = delivery.images
    ? registryLogin(delivery, 'AWS_RELEASE_ROLE')
    : [awsLogin('AWS_RELEASE_ROLE')];
  return {
    needs: [...(delivery.images ? ['plan'] : []), ...after],
    environment: { name: environment, url: expression('vars.URL') },
    // One at a time, and none is broken off half-way.
    concurrency: { group: `release-${environment}`, 'cancel-in-progress': false },
    permissions: {
      contents: 'read',
      ...(delivery.onAws ? { 'id-token': 'write' } : { packages: 'read' }),
    },
    env: { ...stores(delivery), RELEASE: expression('github.sha') },
    ...job(60, [
      checkout,
      node,
      ...login,
      uses('cosign'),
      ...signed(delivery),
      ...cluster(delivery, environment),
      rollout(delivery, environment),
    ]),
  };
}

/** `release.yml`, or null where nothing says where releases go. */
export function githubRelease(
  blueprint: Blueprint,
): { readonly heading: string; readonly workflow: unknown } | null {
  const delivery = deliveryOf(blueprint);
  if (!isReleased(delivery)) return null;
  const built = {
    ...(delivery.images ? { plan: plan(), image: image(delivery) } : {}),
    ...(delivery.target === 'functions' ? { functions: functions() } : {}),
  };
  const makers = Object.keys(built).filter((name) => name !== 'plan');
  const stages = ENVIRONMENTS.map((environment, at) => [
    `release-${environment}`,
    release(delivery, environment, at === 0 ? makers : [`release-${ENVIRONMENTS[at - 1]}`]),
  ]);
  const workflow = {
    name: 'release',
    on: { push: { branches: ['main'] } },
    permissions: {},
    jobs: {
      verify: { uses: './.github/workflows/ci.yml', permissions: { contents: 'read' } },
      ...built,
      ...Object.fromEntries(stages),
    },
  };
  return { heading: HEADING, workflow };
}
