import type { Delivery, Environment, Released } from './delivery.js';
import { assume, awsToken, type Job, RELEASED, SIGNER } from './gitlab-images.js';

export const NODE = 'node:24-bookworm';
/** With a shell, which the ordinary image has not. */
const GRYPE = 'anchore/grype:v0.110.0-debug';

export const node: Job = {
  image: NODE,
  cache: { key: { files: ['package-lock.json'] }, paths: ['.npm/'] },
  before_script: ['npm ci --cache .npm --prefer-offline'],
};

/** Alpine has cosign and the CLI of AWS; Debian has not. */
const signing = (role: string): Job => ({
  image: 'node:24-alpine',
  before_script: ['apk add --no-cache aws-cli cosign curl', ...assume(role)],
});

/** Packages of functions: built once, looked into, and kept signed where every environment gets them. */
export function functionJobs(delivery: Delivery): Readonly<Record<string, Job>> {
  const stage = 'build';
  const upload: Job = {
    stage,
    needs: ['package', 'scan'],
    ...signing('AWS_PUSH_ROLE'),
    id_tokens: { SIGSTORE_ID_TOKEN: { aud: 'sigstore' }, ...awsToken(delivery, 'push') },
    script: ['infra/packages.sh push'],
    rules: [{ if: RELEASED }],
  };
  return {
    package: {
      stage,
      ...node,
      script: [
        'apt-get update && apt-get install --yes --no-install-recommends zip',
        'npm run build',
        'tools/package-functions.sh',
      ],
      // The runner writes down where they were made: provenance.
      variables: { RUNNER_GENERATE_ARTIFACTS_METADATA: 'true' },
      artifacts: { paths: ['dist/packages/'], when: 'on_success', expire_in: '1 year' },
    },
    scan: {
      stage,
      needs: ['package'],
      image: { name: GRYPE, entrypoint: [''] },
      script: ['/grype sbom:dist/packages/sbom.spdx.json --fail-on high --only-fixed'],
    },
    ...(delivery.target === 'functions' ? { upload } : {}),
  };
}

export function toFunctions(delivery: Released, environment: Environment): Job {
  return {
    ...signing('AWS_RELEASE_ROLE'),
    id_tokens: awsToken(delivery, `release-${environment}`),
    script: [
      ...(delivery.images ? [] : ['touch digests']),
      `infra/packages.sh pull ${SIGNER}`,
      `node infra/release-functions.ts ${environment} "$RELEASE" digests "$URL"`,
    ],
  };
}
