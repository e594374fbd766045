import type { Baseline, BaselineEntry } from '#architecture/baseline.js';
import type { Finding } from './finding.js';

/** What a finding is known by: neither its line nor its message, which change when nothing has changed. */
export function identityOf({
  clause,
  code,
  file,
  proof,
  subject,
  args,
}: Omit<Finding, 'key'>): BaselineEntry {
  const members = args['members'];
  if (Array.isArray(members)) {
    const names = members.map(String).sort();
    return { clause, code, file: names[0] ?? file, subject: 'cycle', members: names };
  }
  return { clause, code, file, subject: subject ?? [file, ...proof.slice(1)].join(' → ') };
}

/** The baseline that tolerates these findings and no others; sorted, so that its changes are easy to review. */
export function baselineOf(findings: readonly Finding[]): Baseline {
  const entries = new Map(findings.map(identityOf).map((entry) => [keyOf(entry), entry]));
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  return { version: 1, findings: sorted };
}

/** What a baseline makes of findings: each is new or known, and entries that match none are stale. */
export interface Compared {
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
  readonly stale: readonly BaselineEntry[];
}

/** Tells known findings from new ones by identity: five that are fixed make no room for one that is new. */
export function compareWithBaseline(findings: readonly Finding[], baseline: Baseline): Compared {
  const byKey = new Map(baseline.findings.map((entry) => [keyOf(entry), entry]));
  const cycles = baseline.findings.filter(({ members }) => members !== undefined);
  const used = new Set<BaselineEntry>();
  const [fresh, known]: [Finding[], Finding[]] = [[], []];
  for (const finding of findings) {
    const identity = identityOf(finding);
    const entry = byKey.get(keyOf(identity)) ?? cycles.find((one) => covers(one, identity));
    if (entry === undefined) fresh.push(finding);
    else {
      used.add(entry);
      known.push(finding);
    }
  }
  return { fresh, known, stale: baseline.findings.filter((entry) => !used.has(entry)) };
}

/** A cycle that fell apart or lost members is not new. */
function covers(entry: BaselineEntry, { clause, code, members }: BaselineEntry): boolean {
  if (members === undefined || entry.clause !== clause || entry.code !== code) return false;
  const before = new Set(entry.members);
  return members.every((member) => before.has(member));
}

/** An identity in one line; its file is for readers. */
export function keyOf({ clause, code, subject, members = [] }: BaselineEntry): string {
  return [clause, code, subject, ...members].join(' | ');
}
