/** What a licence must be for its package to be shipped: permissive, known to oblige to a notice at most. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
]);

/** Packages that have another licence, looked at and accepted: `{ '<name>': '<why>' }`. */
const ACCEPTED: Readonly<Record<string, string>> = {};

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly license?: string }>>;
}

/** An expression such as `(MIT OR GPL-3.0)` passes if one side of every OR and both of every AND do. */
function isAllowed(expression: string): boolean {
  const bare = expression.replaceAll(/[()]/g, ' ').trim();
  return bare
    .split(/\s+OR\s+/)
    .some((side) => side.split(/\s+AND\s+/).every((name) => ALLOWED.has(name.trim())));
}

/** Packages of a lockfile whose licence nobody allowed. */
export function strangeLicences({ packages }: Lockfile): readonly string[] {
  return Object.entries(packages).flatMap(([path, { license }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (path === '' || Object.hasOwn(ACCEPTED, name)) return [];
    return license !== undefined && isAllowed(license) ? [] : [`${name}: ${license ?? 'none'}`];
  });
}
