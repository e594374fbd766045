/** What is wrong with a generated repo, and where. */
export interface Finding {
  readonly where: string;
  readonly what: string;
}

/** A check that a machine can or cannot do. */
export interface Check {
  readonly name: string;
  /** Why it cannot run here, or null. */
  readonly missing: () => Promise<string | null>;
  /** The path in a repo that it looks at; without it there is nothing to check. */
  readonly reads: string;
  /** Problems of the repo in a directory. */
  readonly check: (repo: string) => Promise<readonly Finding[]>;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value below a path of keys, or undefined as soon as one is missing. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
