import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { MODULES, PROJECT, REPOS, type WideRepo } from './repos.js';

/** Generates every repo with the CLI as it is built now, and takes them away afterwards. */
export default function generateRepos(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'create-backend-wide-'));
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'pipe' });
  for (const repo of REPOS) generate(repo, join(folder, repo.id));
  project.provide('wideFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

interface Wanted extends Pick<WideRepo, 'pattern' | 'features'> {
  readonly modules?: readonly string[];
}

/** Generates one repo into a folder that does not exist yet. */
export function generate({ pattern, modules = MODULES, features }: Wanted, folder: string): void {
  mkdirSync(folder);
  const wanted = features.flatMap((feature) => ['--feature', feature]);
  const flags = [
    '--pattern',
    pattern,
    '--modules',
    modules.join(','),
    ...wanted,
    '--yes',
    '--no-install',
  ];
  const bin = resolve('bin/create-backend.js');
  execFileSync(process.execPath, [bin, PROJECT, ...flags], { cwd: folder, stdio: 'pipe' });
}
