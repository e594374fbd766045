export interface Item {
  readonly id: string;
  readonly name: string;
  readonly price: number;
  readonly stock: number;
  readonly version: number;
}

export interface Line {
  readonly itemId: string;
  readonly quantity: number;
}

/** Items whose stock a change leaves smaller or larger, or why it cannot be done. All lines or none. */
export function take(
  items: readonly Item[],
  lines: readonly Line[],
): readonly Item[] | { readonly refused: string } {
  const changed = new Map(items.map((item) => [item.id, item]));
  for (const { itemId, quantity } of lines) {
    const item = changed.get(itemId);
    if (!item) return { refused: `There is no item ${itemId}` };
    if (item.stock < quantity) return { refused: `Only ${item.stock} of ${item.name} left` };
    changed.set(itemId, { ...item, stock: item.stock - quantity });
  }
  return [...changed.values()];
}

export function putBack(items: readonly Item[], lines: readonly Line[]): readonly Item[] {
  return items.map((item) => ({
    ...item,
    stock:
      item.stock +
      lines
        .filter(({ itemId }) => itemId === item.id)
        .reduce((sum, { quantity }) => sum + quantity, 0),
  }));
}
