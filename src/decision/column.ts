/** One value where it is the same in every possible world, else one for each world. */
export type Column<Value = number> = readonly Value[];

export function valueIn<Value>(column: Column<Value>, world: number): Value {
  return column[column.length === 1 ? 0 : world] as Value;
}

/** In how many worlds something that follows from these has to be worked out. */
export function widest(columns: readonly Column<unknown>[]): number {
  let most = 1;
  for (const { length } of columns) most = Math.max(most, length);
  return most;
}

/** `made`, or `before` when that says the same: what did not change is told by its identity. */
export function settled<Value>(made: Column<Value>, before?: Column<Value>): Column<Value> {
  if (made.every((value) => value === made[0])) {
    if (before?.length === 1 && before[0] === made[0]) return before;
    return made.length === 1 ? made : made.slice(0, 1);
  }
  const isSame =
    before?.length === made.length && made.every((value, world) => value === before[world]);
  return isSame ? before : made;
}

/** With a value for every world. */
export function spreadOut(column: Column, into: Float64Array): Float64Array {
  return column.length === 1 ? into.fill(valueIn(column, 0)) : (into.set(column), into);
}
