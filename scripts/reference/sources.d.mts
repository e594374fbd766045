/** The text of every source file that is no test, by its path below src, sorted. */
export function readSources(): ReadonlyMap<string, string>;
