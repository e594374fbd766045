import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Paths that are, or are about to be, in version control, from the root of this repository. */
export function committedFiles(): readonly string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  return execFileSync('git', args, { encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && existsSync(path))
    .sort();
}
