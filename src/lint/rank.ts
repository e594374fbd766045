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
/** Each further finding of a clause counts less, so that the first ten are not ten times the same. */
const AGAIN = 0.8;
/** And less still in the same file, which is opened once for all of them. */
const AGAIN_HERE = 0.6;

/** Findings by what it costs to leave them, the dearest first. */
export function rank(findings: readonly Finding[]): Finding[] {
  const countSeen = counting();
  return findings
    .map((finding) => ({ finding, cost: costOf(finding) }))
    .sort((a, b) => b.cost - a.cost || byPlace(a.finding, b.finding))
    .map(({ finding, cost }) => {
      const { clause, file } = finding;
      const again = AGAIN ** countSeen(clause) * AGAIN_HERE ** countSeen(`${clause} ${file}`);
      return { finding, cost: cost * again };
    })
    .sort((a, b) => b.cost - a.cost || byPlace(a.finding, b.finding))
    .map(({ finding }) => finding);
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
