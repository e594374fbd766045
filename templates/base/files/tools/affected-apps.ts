/** What of `architecture.json` decides which images a change touches. */
export interface Blueprint {
  readonly project: string;
  readonly modules: readonly { readonly name: string; readonly engine: string }[];
  readonly apps: readonly {
    readonly name: string;
    readonly kind: string;
    readonly modules: readonly string[];
    readonly libraries: readonly string[];
  }[];
}

/** One image: what `deploy/image.sh` builds. */
export interface Image {
  readonly image: string;
  readonly target: 'app' | 'migrate';
  readonly app: string;
}

/** Paths that are in no image. */
const OUTSIDE = [
  /^(test|docs|infra|\.github|\.create-backend)\//,
  /^deploy\/(k8s|compose|postgres|observability)/,
  /\.(md|test\.ts)$/,
  /^\.(gitlab-ci\.yml|gitignore|env\.example|nvmrc|oxlintrc\.json)$/,
  /^(catalog-info\.yaml|renovate\.json)$/,
];
const MIGRATION = /^src\/.*migrations\//;

/** Every image of a repository. */
export function imagesOf({ project, apps, modules }: Blueprint): readonly Image[] {
  const named = (name: string) => (name === project ? name : `${project}-${name}`);
  const processes = apps.filter(({ kind }) => kind !== 'function');
  const migrates = modules.some(({ engine }) => engine === 'postgres');
  return [
    ...processes.map(({ name }) => ({ image: named(name), target: 'app' as const, app: name })),
    ...(migrates ? [{ image: named('migrate'), target: 'migrate' as const, app: '' }] : []),
  ];
}

/** The images that have to be built anew after a change of these paths; others stay as they are. */
export function affectedImages(blueprint: Blueprint, changed: readonly string[]): readonly Image[] {
  const inside = changed.filter((path) => !OUTSIDE.some((pattern) => pattern.test(path)));
  return imagesOf(blueprint).filter((image) =>
    inside.some((path) => touches(blueprint, path, image)),
  );
}

function touches({ apps }: Blueprint, path: string, { target, app }: Image): boolean {
  const [, kind, name] = /^src\/(apps|modules)\/([^/]+)\//.exec(path) ?? [];
  if (kind === undefined || name === undefined) return true;
  if (MIGRATION.test(path)) return target === 'migrate';
  if (target === 'migrate') return false;
  if (kind === 'apps') return name === app;
  const hosted = apps.find((one) => one.name === app);
  const modules = [...(hosted?.modules ?? []), ...(hosted?.libraries ?? [])];
  // Whoever hosts a module may have bundled the contract of another one.
  return modules.includes(name) || (path.endsWith('/contract.ts') && modules.length > 0);
}
