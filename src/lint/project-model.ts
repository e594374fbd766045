/**
 * How one file uses another: for its values, for types only (marked as such, or dropped by the compiler, where that matters), when asked at run time, the same
 * within `try`, where it may be missing, by its place only (`require.resolve`, `import.meta.resolve`, `new URL(…, import.meta.url)`), to replace it in a
 * test (`jest.mock`), or by a bare name that an AMD loader is configured for (`require(['jquery'], …)`).
 */
export const IMPORT_KINDS = [
  'value',
  'type',
  'dynamic',
  'require',
  'tried',
  're-export',
  'resolve',
  'mock',
  'amd',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What a specifier means. A `file` may be an asset such as JSON, which is not among the source files. */
export type ImportTarget =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'unresolved'; readonly reason: string };

/** One import statement or call. Line and column are those of the statement, from 1. */
export interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly kind: ImportKind;
  /** What is taken, by the names of the imported file: `default`, `*` for all, none for the effect alone. */
  readonly names: readonly string[];
  readonly line: number;
  readonly column: number;
  readonly target: ImportTarget;
}

/** A source file; paths are relative to the root, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: number;
}

/** A folder with a package.json; the root's folder is the empty string. */
export interface ProjectPackage {
  readonly folder: string;
  readonly name: string | null;
  /** True for the workspaces of a monorepo. */
  readonly workspace: boolean;
  readonly dependencies: readonly Dependency[];
  /** The source files that `exports`, `main`, `bin` and scripts lead to: what others import by the package's name, or start. */
  readonly entries: readonly string[];
  /** The words of its scripts that could be commands. */
  readonly commands: readonly string[];
}

/** A line of a package.json that names another package. */
export interface Dependency {
  readonly name: string;
  readonly kind: 'runtime' | 'development' | 'peer' | 'optional';
  readonly range: string;
}

/** A comment `arch-lint-…`; what it asks for is read by those who judge. */
export interface Directive {
  readonly file: string;
  readonly line: number;
  /** The comment from `arch-lint-` on, without what closes it. */
  readonly text: string;
}

/** Something seen at a place in a source file. */
export interface Sighting {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What it was recognised by: `sql`, `kysely`, `drizzle`, `prisma`, `typeorm`, `sequelize`, `kafkajs` … */
  readonly by: string;
}

/** Code that defines, reads or writes a table; the name is as written, with its schema if it has one. */
export interface TableUse extends Sighting {
  readonly table: string;
  readonly access: 'define' | 'read' | 'write';
}

/** Code that publishes or consumes a message (an event, a topic, a queue) of this name, or declares its schema. */
export interface MessageUse extends Sighting {
  readonly message: string;
  readonly direction: 'published' | 'consumed' | 'declared';
}

/** A call to another process; `target` is the host or client as written, `app` the deployable that it names. */
export interface RemoteCall extends Sighting {
  readonly target: string;
  readonly app: string | null;
}

/** How a process is put together where its code says so: a function's handler, or a need met by calls or by a copy. */
export interface Wiring {
  readonly file: string;
  readonly line: number;
  readonly how: 'function' | 'call' | 'replica';
}

/** Something that is deployed on its own, and the file that says so. */
export interface Deployable {
  readonly name: string;
  readonly kind: 'dockerfile' | 'compose' | 'kubernetes' | 'serverless';
  readonly file: string;
  readonly line: number;
  /** The folder of the sources it is built from, where that is said. */
  readonly folder: string | null;
}

/** How much a source file has, and what others may see of it. */
export interface FileFacts {
  readonly path: string;
  readonly lines: number;
  /** Exported interfaces, types and abstract classes. */
  readonly abstract: number;
  /** Exported classes, functions and values. */
  readonly concrete: number;
}

/** What sources say beyond their imports. */
export interface ProjectFacts {
  readonly files: readonly FileFacts[];
  readonly tables: readonly TableUse[];
  readonly messages: readonly MessageUse[];
  readonly calls: readonly RemoteCall[];
  readonly wirings: readonly Wiring[];
  readonly deployables: readonly Deployable[];
}

/** What the version history says of one source file, within the commits that were read. */
export interface FileHistory {
  readonly path: string;
  readonly commits: number;
  /** Commits by author, most first. */
  readonly authors: readonly { readonly name: string; readonly commits: number }[];
  readonly lastChanged: string;
}

/** Two source files that changed together. */
export interface CoChange {
  readonly files: readonly [string, string];
  readonly commits: number;
}

/** Recent history of the project; bounded, and large commits (renames, formatting) do not count as co-change. */
export interface ProjectHistory {
  readonly commits: number;
  readonly since: string;
  readonly files: readonly FileHistory[];
  readonly coChanges: readonly CoChange[];
}

/** A source file whose imports are unknown, and why; it is among the files all the same. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

/** What the system refused to open: of a folder even the files are unknown. */
export interface UnreadablePlace {
  readonly kind: 'folder' | 'file';
  readonly path: string;
  /** The code of the system's error, such as EACCES. */
  readonly reason: string;
}

/** Folders or links left out, counted by what they are called. */
export interface LeftOut {
  readonly what: string;
  readonly count: number;
}

/** What imports and manifests leave open. */
export interface Named {
  /** Files that no entry reaches. */
  readonly files: readonly string[];
  /** Dependencies that nothing imports, by the folder of the package.json that asks for them. */
  readonly packages: readonly { readonly folder: string; readonly name: string }[];
  /** Imported packages that no package.json asks for. */
  readonly modules: readonly string[];
}

/** What a scan finds on disk, sorted by path and position. */
export interface ProjectScan {
  readonly files: readonly SourceFile[];
  readonly imports: readonly Import[];
  readonly packages: readonly ProjectPackage[];
  readonly skipped: readonly SkippedFile[];
  readonly leftOut: readonly LeftOut[];
  readonly unreadable: readonly UnreadablePlace[];
  readonly directives: readonly Directive[];
  /** Of what somebody asked for, that which a text names: `new Worker('./a.js')`, `presets: ['x']`, `declare module 'y' {`. */
  readonly mentioned: Named;
  /** Null when nobody asked for them: a rule that needs them must not take that for none. */
  readonly facts: ProjectFacts | null;
  /** Null when nobody asked, or when there is no repository. */
  readonly history: ProjectHistory | null;
}

/** A part of the project that its authors seem to treat as one thing. */
export interface ProjectModule {
  readonly name: string;
  readonly folder: string;
}

/** The modules of a project and the layout they were recognised by. */
export interface InferredModules {
  readonly layout: string;
  readonly list: readonly ProjectModule[];
}

/** What the architecture file says the project consists of. */
export interface RecordedArchitecture {
  readonly pattern: string | null;
  readonly modules: readonly string[];
  readonly apps: readonly { readonly name: string; readonly modules: readonly string[] }[];
  /** Which module may know which: the consumer needs the producer. */
  readonly links: readonly { readonly consumer: string; readonly producer: string }[];
}

/** All that a rule may look at. */
export interface ProjectModel extends ProjectScan {
  readonly modules: InferredModules;
  /** Null when the architecture file records none, or when there is no such file. */
  readonly recorded: RecordedArchitecture | null;
}
