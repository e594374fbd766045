/** Steps that several workflows share. Commits are those of released tags; the bot moves both together. */
const action = (name: string, commit: string, version: string) => `${name}@${commit} # ${version}`;

const ACTIONS = {
  checkout: action('actions/checkout', '9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0', 'v7.0.0'),
  node: action('actions/setup-node', '820762786026740c76f36085b0efc47a31fe5020', 'v7.0.0'),
  terraform: action(
    'hashicorp/setup-terraform',
    '5e8dbf3c6d9deaf4193ca7a8fb23f2ac83bb6c85',
    'v4.0.0',
  ),
  aws: action(
    'aws-actions/configure-aws-credentials',
    '8df5847569e6427dd6c4fb1cf565c83acfa8afa7',
    'v6.0.0',
  ),
  cosign: action('sigstore/cosign-installer', 'ba7bc0a3fef59531c69a25acd34668d6d3fe6f22', 'v4.1.0'),
  scan: action('anchore/scan-action', 'e1165082ffb1fe366ebaf02d8526e7c4989ea9d2', 'v7.4.0'),
  sbom: action('anchore/sbom-action', '17ae1740179002c89186b61233e0f892c3118b11', 'v0.23.0'),
  attest: action('actions/attest', '59d89421af93a897026c735860bf21b6eb4f7b26', 'v4.1.0'),
  review: action(
    'actions/dependency-review-action',
    'a1d282b36b6f3519aa1f3fc636f609c47dddb294',
    'v5.0.0',
  ),
} as const;

export type Step = Readonly<Record<string, unknown>>;

export const uses = (name: keyof typeof ACTIONS, settings?: Step): Step => ({
  uses: ACTIONS[name],
  ...(settings ? { with: settings } : {}),
});

/** The token is not left on disk: no later step needs it. */
export const checkout = uses('checkout', { 'persist-credentials': false });
export const checkoutAll = uses('checkout', { 'persist-credentials': false, 'fetch-depth': 0 });
export const node = uses('node', { 'node-version-file': '.nvmrc', cache: 'npm' });

/** An expression of GitHub. Values reach a script through its environment, never as part of its text. */
export const expression = (text: string) => `\${{ ${text} }}`;

/** A short-lived login instead of keys. */
export const awsLogin = (role: string): Step =>
  uses('aws', {
    'role-to-assume': expression(`vars.${role}`),
    'aws-region': expression('vars.AWS_REGION'),
  });

export function job(minutes: number, steps: readonly Step[]): Step {
  return { 'runs-on': 'ubuntu-latest', 'timeout-minutes': minutes, steps };
}

/** Packages of functions, what is in them, and whether any of that is known to be vulnerable. */
export const packaged: readonly Step[] = [
  checkout,
  node,
  { run: 'npm ci' },
  { run: 'npm run build' },
  { name: 'Package, and list what is inside (SBOM)', run: 'tools/package-functions.sh' },
  {
    name: 'Scan',
    ...uses('scan', {
      sbom: 'dist/packages/sbom.spdx.json',
      'severity-cutoff': 'high',
      'only-fixed': true,
    }),
  },
];

/** YAML knows no comment inside a string: the version moves behind the pinned commit. */
export function withVersions(yaml: string): string {
  return yaml.replace(/uses: "([^"#]+) (# v[\d.]+)"/g, 'uses: $1 $2');
}
