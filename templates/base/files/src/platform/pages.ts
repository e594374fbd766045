import * as z from 'zod';

/** Where a page ended, as a client hands it back: opaque, so that what it is made of can change. */
const Cursor = z
  .string()
  .max(200)
  .transform((text, context) => {
    const id = /^after:([0-9a-f-]{36})$/.exec(Buffer.from(text, 'base64url').toString())?.[1];
    if (id !== undefined && cursorOf(id) === text) return id;
    context.addIssue({
      code: 'custom',
      message: 'is not a cursor of this API: take it from `next`',
    });
    return z.NEVER;
  });

function cursorOf(id: string): string {
  return Buffer.from(`after:${id}`).toString('base64url');
}

/** The query of a list, in pages. */
export const PageQuery = z.object({
  after: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export interface PageWanted {
  /** The id that the last page ended with. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** A page of things in the order of their ids, and where the next one begins. */
export function page<T extends { readonly id: string }>(
  found: readonly T[],
  { limit }: PageWanted,
) {
  const last = found.length === limit ? found.at(-1) : undefined;
  return { items: [...found], next: last ? cursorOf(last.id) : null };
}
