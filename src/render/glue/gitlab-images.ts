import type { App, Blueprint } from '#architecture/schema.js';
import { databases, imageName, processApps } from './deployables.js';
import type { Delivery, Environment, Released, Target } from './delivery.js';

/** Jobs of any provider are plain data. */
export type Job = Readonly<Record<string, unknown>>;

const DOCKER = 'docker:28';
export const MERGE_REQUEST = '$CI_PIPELINE_SOURCE == "merge_request_event"';
export const MAIN = '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH';
export const RELEASED = `${MAIN} && $RELEASES == "on"`;

/** What every image is made from, whatever it hosts. */
const SHARED = [
  'src/platform/**/*',
  'package.json',
  'package-lock.json',
  'architecture.json',
  'tsconfig.json',
  'tools/build.ts',
  'deploy/Dockerfile',
  'deploy/healthcheck.mjs',
  'deploy/certs/*',
  '.dockerignore',
];

interface Image {
  readonly image: string;
  readonly target: 'app' | 'migrate';
  readonly app: string;
  /** A change below them changes the image. */
  readonly paths: readonly string[];
}

function appImage(blueprint: Blueprint, app: App): Image {
  const carried = [...app.modules, ...app.libraries];
  const paths = [
    `src/apps/${app.name}/**/*`,
    ...carried.map((name) => `src/modules/${name}/**/*`),
    ...(carried.length > 0 ? ['src/modules/*/contract.ts'] : []),
    ...SHARED,
  ];
  return { image: imageName(blueprint, app.name), target: 'app', app: app.name, paths };
}

function imagesOf(blueprint: Blueprint): readonly Image[] {
  const paths = ['src/modules/**/*.sql', ...SHARED];
  const migrate = {
    image: imageName(blueprint, 'migrate'),
    target: 'migrate',
    app: '',
    paths,
  } as const;
  return [
    ...processApps(blueprint).map((app) => appImage(blueprint, app)),
    ...(databases(blueprint).length > 0 ? [migrate] : []),
  ];
}

/** A token of GitLab's own, valid for the job and for one role of infra/account, instead of keys. */
export const awsToken = ({ project }: Delivery, role: 'push' | `release-${Environment}`): Job => ({
  AWS_TOKEN: { aud: `${project}-ci-${role}` },
});
export const assume = (role: string) => [
  'umask 077 && echo "$AWS_TOKEN" > /tmp/aws-token',
  `export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/aws-token AWS_ROLE_ARN="$${role}"`,
];

/** A Docker engine beside the job, and a login to the registry. */
function engine({ target, onAws }: Delivery, role: string): Job {
  const into = 'docker login "${REGISTRY%%/*}" --password-stdin';
  const login = onAws
    ? [...assume(role), `aws ecr get-login-password | ${into} --username AWS`]
    : [`echo "$CI_REGISTRY_PASSWORD" | ${into} --username "$CI_REGISTRY_USER"`];
  return {
    image: DOCKER,
    services: [`${DOCKER}-dind`],
    before_script: [
      `apk add --no-cache git cosign${onAws && target !== null ? ' aws-cli' : ''}`,
      ...(target === null ? [] : [`if [ "\${RELEASES:-}" = on ]; then ${login.join('; ')}; fi`]),
    ],
  };
}

export function imageTemplate(delivery: Delivery): Job {
  const { target, onAws } = delivery;
  const tokens = {
    SIGSTORE_ID_TOKEN: { aud: 'sigstore' },
    ...(onAws ? awsToken(delivery, 'push') : {}),
  };
  const script = [
    'if [ "$CHANGED" = false ] && deploy/image.sh carry "$IMAGE" "$CI_COMMIT_BEFORE_SHA"; then exit 0; fi',
    'deploy/image.sh build "$IMAGE" "$TARGET" "$APP"',
    'deploy/scan.sh "$IMAGE"',
    'if [ "$CI_COMMIT_BRANCH" != "$CI_DEFAULT_BRANCH" ] || [ "${RELEASES:-}" != on ]; then exit 0; fi',
    'digest="$(deploy/image.sh push "$IMAGE")"',
    'deploy/sign.sh "$REGISTRY/$IMAGE@$digest" sbom.spdx.json',
  ];
  return {
    stage: 'build',
    ...engine(delivery, 'AWS_PUSH_ROLE'),
    ...(target === null ? {} : { id_tokens: tokens }),
    script: target === null ? script.slice(1, 3) : script,
    // The runner writes down where the list was made: provenance.
    variables: { RUNNER_GENERATE_ARTIFACTS_METADATA: 'true' },
    artifacts: { paths: ['sbom.spdx.json'], when: 'on_success', expire_in: '1 year' },
  };
}

export function imageJobs(
  blueprint: Blueprint,
  target: Target | null,
): Readonly<Record<string, Job>> {
  const jobs = imagesOf(blueprint).map(({ image, target: stage, app, paths }) => [
    `image:${image}`,
    {
      extends: '.image',
      variables: { IMAGE: image, TARGET: stage, APP: app },
      rules: [
        { if: MERGE_REQUEST, changes: { paths } },
        { if: MAIN, changes: { paths }, variables: { CHANGED: 'true' } },
        ...(target === null ? [] : [{ if: RELEASED, variables: { CHANGED: 'false' } }]),
      ],
    },
  ]);
  return Object.fromEntries(jobs);
}

/** Who signs what is released: this pipeline, on main. */
export const SIGNER =
  '--certificate-oidc-issuer "$CI_SERVER_URL" --certificate-identity "$CI_PROJECT_URL//.gitlab-ci.yml@refs/heads/$CI_DEFAULT_BRANCH"';

export function signedDigests(blueprint: Blueprint, delivery: Released): Job {
  const names = imagesOf(blueprint).map(({ image }) => image);
  return {
    stage: 'build',
    needs: names.map((image) => `image:${image}`),
    ...engine(delivery, 'AWS_PUSH_ROLE'),
    ...(delivery.onAws ? { id_tokens: awsToken(delivery, 'push') } : {}),
    script: [`printf '%s\\n' ${names.join(' ')} | deploy/signed-digests.sh ${SIGNER} > digests`],
    artifacts: { paths: ['digests'], expire_in: '1 week' },
    rules: [{ if: RELEASED }],
  };
}
