import type { Finding } from './finding.js';

/** What it costs to leave a finding of this kind, from 0 to 100; how many are concerned comes on top. */
const COSTS: Readonly<Record<string, number>> = {
  SYNC_CALL_CIRCLE: 90,
  CROSS_APP_IMPORT: 85,
  FOREIGN_TABLE_WRITE: 85,
  TABLE_OWNED_TWICE: 75,
  MESSAGE_PUBLISHED_TWICE: 70,
  TABLE_WITHOUT_OWNER: 60,
  PATH_ACROSS_PACKAGES: 60,
  SYNC_CALL_CHAIN: 60,
  FOREIGN_TABLE_READ: 55,
  UNDECLARED_PACKAGE: 55,
  FILE_NOT_ALLOWED: 50,
  CYCLE: 45,
  MESSAGE_NEVER_PUBLISHED: 40,
  FILE_IMPORTS_TOO_MANY: 22,
  UNUSED_PACKAGE: 20,
  LESS_STABLE_DEPENDENCY: 16,
  TYPE_CYCLE: 15,
  ORPHAN_FILE: 12,
  UNREACHABLE_FILE: 8,
};
const ELSE = 40;
/** What is erased at run time, or may well be absent then, breaks nothing by being undeclared. */
const UNDECLARED_UNUSED = 22;
/** A file that imports itself is odd, and nothing more. */
const ITSELF = 20;
/**
 * Each further finding of a clause counts less, so that the first ten are not ten times the same: in the same
 * file, which is opened once for all of them, in the same folder or below the same at the root, which may as a
 * whole be another matter, such as code for another platform, and anywhere.
 */
const AGAIN: readonly (readonly [less: number, where: (finding: Finding) => string])[] = [
  [0.6, ({ clause, file }) => `${clause} ${file}`],
  [0.75, ({ clause, file }) => `${clause} ${file.slice(0, file.lastIndexOf('/') + 1)}`],
  [0.85, ({ clause, file }) => `${clause} ${file.slice(0, file.indexOf('/') + 1)}`],
  [0.8, ({ clause }) => clause],
];

interface Priced {
  readonly finding: Finding;
  readonly cost: number;
}

/** Findings by what it costs to leave them, the dearest first. */
export function rank(findings: readonly Finding[]): Finding[] {
  const priced = findings.map((finding) => ({ finding, cost: costOf(finding) })).sort(byCost);
  return AGAIN.reduce((all: readonly Priced[], [less, where]) => {
    const countSeen = counting();
    return all
      .map(({ finding, cost }) => ({ finding, cost: cost * less ** countSeen(where(finding)) }))
      .sort(byCost);
  }, priced).map(({ finding }) => finding);
}

function byCost(a: Priced, b: Priced): number {
  return b.cost - a.cost || byPlace(a.finding, b.finding);
}

/** How often each text was seen before. */
function counting(): (text: string) => number {
  const seen = new Map<string, number>();
  return (text) => {
    const before = seen.get(text) ?? 0;
    seen.set(text, before + 1);
    return before;
  };
}

function costOf({ code, args, severity }: Finding): number {
  const { size, between, amount, most } = args;
  const members = typeof size === 'number' ? Math.min(30, Math.log2(size) * 5) : 0;
  const modules = between === 'modules' ? 40 : 0;
  const over =
    typeof amount === 'number' && typeof most === 'number'
      ? Math.min(20, (10 * amount) / Math.max(1, most))
      : 0;
  return base({ code, args }) + members + modules + over + (severity === 'error' ? 5 : 0);
}

function base({ code, args }: Pick<Finding, 'code' | 'args'>): number {
  const { kind, size } = args;
  if (code === 'UNDECLARED_PACKAGE' && (kind === 'type' || kind === 'resolve'))
    return UNDECLARED_UNUSED;
  if (code === 'CYCLE' && size === 1) return ITSELF;
  return COSTS[code] ?? ELSE;
}

function byPlace(a: Finding, b: Finding): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line;
}
