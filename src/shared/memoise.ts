/** Works out once for each key what a function says of it. */
export function memoise<Key, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined || known.has(key)) return before as Value;
    const value = work(key);
    known.set(key, value);
    return value;
  };
}

/** The same for what is known by two of its parts, for as long as somebody holds them. */
export function memoiseByParts<Whole, Value>(
  partsOf: (whole: Whole) => readonly [object, object],
  work: (whole: Whole) => Value,
): (whole: Whole) => Value {
  const known = new WeakMap<object, { readonly other: object; readonly value: Value }>();
  return (whole) => {
    const [part, other] = partsOf(whole);
    const before = known.get(part);
    if (before?.other === other) return before.value;
    const value = work(whole);
    known.set(part, { other, value });
    return value;
  };
}
