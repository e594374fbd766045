import type { Released } from './delivery.js';
import {
  awsLogin,
  checkout,
  checkoutAll,
  expression,
  job,
  node,
  packaged,
  type Step,
  uses,
} from './github-steps.js';

/** Jobs of `release.yml` that build: each commit once, for every environment. */

export const REGISTRY = 'vars.IMAGE_REGISTRY';
const ON = "vars.RELEASES == 'on'";

/** The images, and which of them the push changed. */
export function plan(): Step {
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
export function registryLogin({ onAws }: Released, role: string): readonly Step[] {
  const into = 'docker login "${REGISTRY%%/*}" --password-stdin';
  if (onAws) {
    return [awsLogin(role), { run: `aws ecr get-login-password | ${into} --username AWS` }];
  }
  const env = { TOKEN: expression('github.token'), ACTOR: expression('github.actor') };
  return [{ run: `echo "$TOKEN" | ${into} --username "$ACTOR"`, env }];
}

export function image(delivery: Released): Step {
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

/** Packages of functions. */
export function functions(): Step {
  return {
    needs: 'verify',
    if: ON,
    permissions: { contents: 'read', 'id-token': 'write', attestations: 'write' },
    env: { PACKAGES: expression('vars.PACKAGES'), RELEASE: expression('github.sha') },
    ...job(20, [
      ...packaged,
      awsLogin('AWS_PUSH_ROLE'),
      uses('cosign'),
      { name: 'Sign the packages and their SBOM, and upload them', run: 'infra/packages.sh push' },
      {
        name: 'Attest where they were built',
        if: "github.event.repository.visibility == 'public'",
        ...uses('attest', { 'subject-path': 'dist/packages/*.zip' }),
      },
    ]),
  };
}
