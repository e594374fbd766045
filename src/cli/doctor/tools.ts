/** A program that create-backend or a generated repo can make use of. */
export interface Tool {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  /** What it is good for here. */
  readonly enables: string;
  /** Without it, nothing can be generated or run. */
  readonly required: boolean;
}

export const TOOLS: readonly Tool[] = [
  {
    name: 'npm',
    argv: ['npm', '--version'],
    enables: 'installing and running what is generated',
    required: true,
  },
  {
    name: 'git',
    argv: ['git', '--version'],
    enables: 'a repository with a first commit',
    required: false,
  },
  {
    name: 'docker engine',
    argv: ['docker', 'info', '--format', '{{.ServerVersion}}'],
    enables: 'building images, and docker compose up with real servers',
    required: false,
  },
  {
    name: 'terraform',
    argv: ['terraform', 'version'],
    enables: 'checking, testing and applying what is below infra/',
    required: false,
  },
  {
    name: 'kubectl',
    argv: ['kubectl', 'version', '--client'],
    enables: 'building and applying what is below deploy/k8s/',
    required: false,
  },
];
