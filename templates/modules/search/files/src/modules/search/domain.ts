/** What search knows of an item. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly price: number;
  readonly version: number;
}

export type Order = 'relevance' | 'price' | '-price';

/** `words` are matched as a whole; `likeness` forgives typing errors. */
export type Matching = 'words' | 'likeness';

export interface Query {
  readonly q: string;
  readonly matching: Matching;
  readonly order: Order;
  readonly minPrice: number;
  readonly maxPrice: number;
}

/** Where a page ended: the values that its last row was sorted by. */
export interface Position {
  readonly by: number;
  readonly id: string;
}

export interface Hit {
  readonly id: string;
  readonly price: number;
  /** What it was sorted by. */
  readonly by: number;
  /** The name, with marks around what was found. */
  readonly marked: string;
}

/** Characters that no item name has: they never have to be told from markup. */
export const MARK = { from: '\u0001', to: '\u0002' } as const;

/** The name in pieces, for a client to show in its own way: no markup, so nothing to escape. */
export function pieces(marked: string): { text: string; found: boolean }[] {
  const [before = '', ...rest] = marked.split(MARK.from);
  return [
    { text: before, found: false },
    ...rest.flatMap((piece) => {
      const [text = '', after = ''] = piece.split(MARK.to);
      return [
        { text, found: true },
        { text: after, found: false },
      ];
    }),
  ].filter(({ text }) => text !== '');
}
