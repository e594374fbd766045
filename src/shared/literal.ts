/** A value of a configuration that only running its code would tell. */
export class Computed {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** Whether nothing within a value is computed. */
export function isLiteral(value: unknown): boolean {
  if (value instanceof Computed) return false;
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isLiteral);
}
