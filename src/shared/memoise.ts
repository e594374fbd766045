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
