/** Something to tell users: everybody, or only those for whom a flag is on. */
export interface Announcement {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly flag: string | null;
}

/** The flags that decide about some of these, each once. */
export function flagsOf(announcements: readonly Announcement[]): readonly string[] {
  return [...new Set(announcements.flatMap(({ flag }) => flag ?? []))];
}

export function visible(
  announcements: readonly Announcement[],
  on: ReadonlySet<string>,
): readonly Announcement[] {
  return announcements.filter(({ flag }) => flag === null || on.has(flag));
}
