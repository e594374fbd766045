import type { Shell } from './shell.js';

/** The check asks nothing and shows no progress, so it needs little of a shell. */
export type LintShell = Pick<Shell, 'out' | 'err' | 'cwd'>;
