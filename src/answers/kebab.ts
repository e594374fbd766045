/** Lower-case words joined by dashes, starting with a letter. */
export const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Leaves room for suffixes in a DNS label (63) and a PostgreSQL identifier (63). */
export const LONGEST_NAME = 40;

/** A name as it is quoted in messages, cut when it is long. */
export function shown(name: string): string {
  return JSON.stringify(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}...` : name);
}

/** What `name` would be if it were well formed, or a fixed example. */
export function kebab(name: string, otherwise: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .slice(0, LONGEST_NAME)
    .replace(/-+$/, '');
  return KEBAB.test(words) ? words : otherwise;
}
