/** Enough to keep libuv's threads busy, far below any limit on open files. */
const AT_ONCE = 16;

/**
 * Works through the items several at a time. After a failure nothing new starts, and it throws only when
 * everything that had started is over: whoever cleans up must not race with a late write.
 */
export async function inParallel<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const queue = items.values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (failures.length > 0) return;
      try {
        await work(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
}
