import { createHash } from 'node:crypto';

/** What was generated: path → who owns it, where it comes from, and its hash. */
export interface Manifest {
  readonly files: Readonly<
    Record<string, { readonly owner: string; readonly from: string; readonly sha256: string }>
  >;
}

export interface Blueprint {
  readonly modules: readonly { readonly name: string }[];
  readonly apps: readonly { readonly name: string }[];
  readonly features: readonly string[];
}

/** A repository as it is now; `read` gives null for a file that is not there. */
export interface Disk {
  readonly files: readonly string[];
  readonly read: (path: string) => string | null;
}

export interface Drift {
  /** Managed files that differ from what was generated. */
  readonly edited: readonly string[];
  /** Managed files that are gone although `architecture.json` still wants them. */
  readonly missing: readonly string[];
  /** Files in managed folders that nobody generated. */
  readonly unclaimed: readonly string[];
  /** Where `architecture.json` and the folders of modules and apps disagree. */
  readonly disagreements: readonly string[];
}

/** Folders that upgrades write again. */
export const MANAGED = ['src/platform', 'tools', 'deploy', 'infra', '.github'] as const;

/** Terraform leaves these where it ran, and git ignores them. */
const OF_TERRAFORM = /(^|\/)\.terraform|\.tfstate/;

/** Compares a repository with its manifest and with its architecture file. */
export function driftOf(manifest: Manifest, blueprint: Blueprint, disk: Disk): Drift {
  const managed = Object.entries(manifest.files).filter(([, { owner }]) => owner === 'managed');
  const gone = appsThatLeft(Object.keys(manifest.files), blueprint);
  const isWanted = ([path, { from }]: (typeof managed)[number]) =>
    !leftFeatures(from, blueprint) && !gone.some((app) => isAbout(path, app));
  const present = new Set(disk.files);
  return {
    edited: managed
      .filter(([path, { sha256 }]) => present.has(path) && hashOf(disk.read(path) ?? '') !== sha256)
      .map(([path]) => path),
    missing: managed
      .filter((entry) => !present.has(entry[0]) && isWanted(entry))
      .map(([path]) => path),
    unclaimed: disk.files.filter(
      (path) =>
        MANAGED.some((folder) => path.startsWith(`${folder}/`)) &&
        !OF_TERRAFORM.test(path) &&
        (!Object.hasOwn(manifest.files, path) ||
          leftFeatures(manifest.files[path]?.from ?? '', blueprint)),
    ),
    disagreements: [
      ...folders('module', 'src/modules', 'contract.ts', blueprint.modules, disk.files),
      ...folders('app', 'src/apps', 'main.ts', blueprint.apps, disk.files),
    ],
  };
}

/** Line ends may have been translated on the way to this disk. */
function hashOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}

function leftFeatures(from: string, { features }: Blueprint): boolean {
  return from.startsWith('feature:') && !features.includes(from.slice('feature:'.length));
}

function appsThatLeft(paths: readonly string[], { apps }: Blueprint): string[] {
  const generated = paths.flatMap((path) => /^src\/apps\/([^/]+)\/main\.ts$/.exec(path)?.[1] ?? []);
  return generated.filter((name) => !apps.some((app) => app.name === name));
}

/** `src/apps/<app>/…`, `deploy/k8s/base/apps/<app>.yaml`. */
function isAbout(path: string, app: string): boolean {
  return path.split('/').some((part) => part === app || part === `${app}.yaml`);
}

function folders(
  kind: string,
  folder: string,
  face: string,
  listed: readonly { readonly name: string }[],
  files: readonly string[],
): string[] {
  const there = new Set(
    files.flatMap((path) =>
      path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1).split('/')[0] ?? ''] : [],
    ),
  );
  return [
    ...listed
      .filter(({ name }) => !files.includes(`${folder}/${name}/${face}`))
      .map(
        ({ name }) =>
          `${kind} ${name}: architecture.json has it, ${folder}/${name}/${face} is not there`,
      ),
    ...[...there]
      .filter((name) => !listed.some((one) => one.name === name))
      .map(
        (name) => `${kind} ${name}: ${folder}/${name} is there, architecture.json does not have it`,
      ),
  ];
}
