/** The templates folder as a value; read once by an adapter. */
export interface Templates {
  /** Text by path below `templates/`, without `node_modules`. */
  readonly files: ReadonlyMap<string, string>;
  /** `templates/package.json`: every dependency a generated repo may get, at its version. */
  readonly packageJson: TemplatesPackage;
  /** `templates/package-lock.json`. */
  readonly lockfile: Lockfile;
  /** The bundled architecture check that every repo carries; null when it was not built yet. */
  readonly archLint: string | null;
}

type Names = Readonly<Record<string, string>>;

export interface TemplatesPackage {
  readonly engines: Names;
  readonly dependencies: Names;
  readonly devDependencies: Names;
}

/** npm's lockfile, version 3. */
export interface Lockfile {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** What a package asks for; the root of a repo and an installed folder say it in the same words. */
export interface Wants {
  readonly dependencies?: Names;
  readonly devDependencies?: Names;
  readonly optionalDependencies?: Names;
  readonly peerDependencies?: Names;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** One installed folder. Only what decides the slice is named; the rest is carried along. */
export interface LockedPackage extends Wants {
  readonly [field: string]: unknown;
}
