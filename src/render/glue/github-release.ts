import type { Blueprint } from '#architecture/schema.js';
import {
  clusterName,
  deliveryOf,
  type Environment,
  ENVIRONMENTS,
  isReleased,
  type Released,
} from './delivery.js';
import {
  awsLogin,
  checkout,
  checkoutAll,
  expression,
  job,
  node,
  type Step,
  uses,
} from './github-steps.js';

const HEADING = `Every commit on main: verified, built, scanned, listed, signed, pushed, then released to dev and,
after approval, to prod. Each release migrates, rolls out, is smoke-tested, and stays or is taken back.
It starts when the repository variable RELEASES is on; docs/delivery.md says what else to set.`;

const REGISTRY = 'vars.IMAGE_REGISTRY';
const ON = "vars.RELEASES == 'on'";

/** The images, and which of them the push changed. */
function plan(): Step {
  const list = 'echo "images=$(node tools/affected.ts "$BEFORE")" >> "$GITHUB_OUTPUT"';
  const env = { BEFORE: expression('github.event.before') };
  return {
    if: ON,
    permissions: { contents: 'read' },
    outputs: { images: expression('steps.plan.outputs.images') },
    ...job(5, [checkoutAll, node, { id: 'plan', run: list, env }]),
  };
}

/** Logging in to the registry needs a token for minutes, not a password. */
function registryLogin({ onAws }: Released, role: string): readonly Step[] {
  const into = 'docker login "${REGISTRY%%/*}" --password-stdin';
  if (onAws) {
    return [awsLogin(role), { run: `aws ecr get-login-password | ${into} --username AWS` }];
  }
  const env = { TOKEN: expression('github.token'), ACTOR: expression('github.actor') };
  return [{ run: `echo "$TOKEN" | ${into} --username "$ACTOR"`, env }];
}

function image(delivery: Released): Step {
  const name = `${expression(REGISTRY)}/${expression('matrix.image')}`;
  const built = `${name}:${expression('github.sha')}`;
  const unlessKept = (step: Step): Step => ({ if: "steps.kept.outcome != 'success'", ...step });
  const pushed = 'echo "digest=$(deploy/image.sh push "$IMAGE")" >> "$GITHUB_OUTPUT"';
  return {
    needs: ['verify', 'plan'],
    permissions: {
      contents: 'read',
      'id-token': 'write',
      attestations: 'write',
      ...(delivery.onAws ? {} : { packages: 'write' }),
    },
    strategy: {
      'fail-fast': false,
      matrix: { include: expression('fromJSON(needs.plan.outputs.images)') },
    },
    env: {
      REGISTRY: expression(REGISTRY),
      RELEASE: expression('github.sha'),
      IMAGE: expression('matrix.image'),
    },
    ...job(30, [
      checkout,
      ...registryLogin(delivery, 'AWS_PUSH_ROLE'),
      {
        name: 'An image that did not change is kept',
        id: 'kept',
        if: '!matrix.changed',
        'continue-on-error': true,
        run: 'deploy/image.sh carry "$IMAGE" "$BEFORE"',
        env: { BEFORE: expression('github.event.before') },
      },
      unlessKept({
        name: 'Build',
        run: 'deploy/image.sh build "$IMAGE" "$TARGET" "$APP"',
        env: { TARGET: expression('matrix.target'), APP: expression('matrix.app') },
      }),
      unlessKept({
        name: 'Scan',
        ...uses('scan', { image: built, 'severity-cutoff': 'high', 'only-fixed': true }),
      }),
      unlessKept({
        name: 'List what is inside (SBOM)',
        ...uses('sbom', {
          image: built,
          format: 'spdx-json',
          'output-file': 'sbom.spdx.json',
          'upload-artifact': false,
        }),
      }),
      unlessKept({ name: 'Push', id: 'push', run: pushed }),
      unlessKept(uses('cosign')),
      unlessKept({
        name: 'Sign the image and its SBOM',
        run: 'deploy/sign.sh "$REGISTRY/$IMAGE@$DIGEST" sbom.spdx.json',
        env: { DIGEST: expression('steps.push.outputs.digest') },
      }),
      // Private repositories need a plan that has attestations; take the second condition out then.
      {
        name: 'Attest where it was built',
        if: "steps.kept.outcome != 'success' && github.event.repository.visibility == 'public'",
        ...uses('attest', {
          'subject-name': name,
          'subject-digest': expression('steps.push.outputs.digest'),
          'push-to-registry': true,
        }),
      },
    ]),
  };
}

function rollout({ target }: Released, environment: Environment): Step {
  const script = target === 'ecs' ? 'node infra/release.ts' : 'deploy/k8s/rollout.sh';
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

function release(delivery: Released, environment: Environment, after: string): Step {
  const issuer = '--certificate-oidc-issuer https://token.actions.githubusercontent.com';
  const identity =
    '--certificate-identity "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/.github/workflows/release.yml@refs/heads/main"';
  const list = 'node -pe \'JSON.parse(process.env.IMAGES).map(({ image }) => image).join("\\n")\'';
  return {
    needs: ['plan', after],
    environment: { name: environment, url: expression('vars.URL') },
    // One at a time, and none is broken off half-way.
    concurrency: { group: `release-${environment}`, 'cancel-in-progress': false },
    permissions: {
      contents: 'read',
      ...(delivery.onAws ? { 'id-token': 'write' } : { packages: 'read' }),
    },
    env: { REGISTRY: expression(REGISTRY), RELEASE: expression('github.sha') },
    ...job(60, [
      checkout,
      node,
      ...registryLogin(delivery, 'AWS_RELEASE_ROLE'),
      uses('cosign'),
      {
        name: 'Only what this workflow signed is released',
        run: `${list} | deploy/signed-digests.sh ${issuer} ${identity} > digests`,
        env: { IMAGES: expression('needs.plan.outputs.images') },
      },
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
  const stages = ENVIRONMENTS.map((environment, at) => [
    `release-${environment}`,
    release(delivery, environment, at === 0 ? 'image' : `release-${ENVIRONMENTS[at - 1]}`),
  ]);
  const workflow = {
    name: 'release',
    on: { push: { branches: ['main'] } },
    permissions: {},
    jobs: {
      verify: { uses: './.github/workflows/ci.yml', permissions: { contents: 'read' } },
      plan: plan(),
      image: image(delivery),
      ...Object.fromEntries(stages),
    },
  };
  return { heading: HEADING, workflow };
}
