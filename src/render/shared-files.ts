import type { Problem } from '#shared/user-error.js';
import { architectureFile } from './architecture-file.js';
import type { Owned } from './contributions.js';
import type { Draft } from './copy.js';
import { sliceLockfile } from './lockfile.js';
import { mergeEnvExample } from './merge/env.js';
import { type GeneratedPackage, mergePackageJson } from './merge/package-json.js';
import { managerFiles } from './package-manager.js';
import type { RenderInput } from './render-input.js';

/** Files that several owners share, put together from their contributions. */
export function sharedFiles(
  input: Omit<RenderInput, 'adr'>,
  contributions: readonly Owned[],
): { drafts: Draft[]; problems: Problem[]; packageJson: GeneratedPackage } {
  const { blueprint, templates, packageManager, generatorVersion: generator } = input;
  const { project } = blueprint;
  const packageJson = mergePackageJson(project, contributions, templates.packageJson);
  const lockfile = sliceLockfile(packageJson.value, templates.lockfile);
  const architecture = architectureFile({ ...input, generator }, contributions);
  const env = mergeEnvExample(contributions);
  const drafts = [
    merged('package.json', json(packageJson.value)),
    merged('package-lock.json', lockfile.text),
    { ...merged('architecture.json', json(architecture.value)), owner: 'yours' as const },
    merged('.env.example', env.text),
    ...managerFiles(packageManager, lockfile.installScripts),
  ];
  const parts = [packageJson, lockfile, architecture, env];
  const problems = parts.flatMap((part) => part.problems);
  return { drafts, problems, packageJson: packageJson.value };
}

function merged(path: string, content: string): Draft {
  return { path, content, owner: 'managed', template: `merge:${path}`, from: 'base' };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
