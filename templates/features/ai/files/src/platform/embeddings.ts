/** Turns texts into vectors, so that texts which mean similar things lie close together. */
export interface Embeddings {
  /** Vectors of different models cannot be compared, so it is kept with each. */
  readonly model: string;
  /** Of unit length, in the order of the texts; at most LONGEST_VECTOR numbers each. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Embedded>;
}

export interface Embedded {
  readonly vectors: readonly (readonly number[])[];
  readonly tokens: number;
}

/** What the column of an index is declared with. */
export const LONGEST_VECTOR = 1_024;

/** The same direction, with length one: then the cosine of two vectors is the sum of their products. */
export function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return length === 0 ? [...vector] : vector.map((value) => value / length);
}
