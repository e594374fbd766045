import type { Feature } from '#features/contribution.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';

/** Who did what when, written by the database where nobody can change it unnoticed. */
export const feature = {
  id: 'audit-trail',
  group: 'rules',
  title: 'Audit trail: who did what when',
  summary: 'Each change, read and refusal in a chain of entries that shows tampering.',
  regimes: ['gdpr', 'hipaa', 'pci', 'soc2', 'iso27001', 'fedramp', 'banking'],
  requires: [],
  conflicts: ['dynamodb'],
  patterns: PATTERN_IDS,
  defaultFor: [],
  contributes: [
    { kind: 'extension', name: 'audit-trail', port: null },
    { kind: 'script', name: 'audit-trail', run: 'node tools/audit-trail.ts' },
    {
      kind: 'env',
      key: 'AUDIT_READS',
      example: 'true',
      commented: true,
      doc: 'Whether reads by people who are signed in are in the audit trail too; each costs a write.',
      deployed: { extension: 'audit-trail', secret: false, compose: 'true' },
    },
    {
      kind: 'env',
      key: 'AUDIT_HEAD_SECONDS',
      example: '300',
      commented: true,
      doc: 'How often a process, or the scheduled function, logs where the audit trail of its modules ends.',
    },
    {
      kind: 'doc-section',
      title: 'Audit trail',
      body: `Each change of a module's row leaves an entry in \`audit.entry\` of its database: who (the user, the app, or the login of somebody at the database), when, which row, which columns, in which trace. Values are not in it. So do reads by people who are signed in (\`AUDIT_READS\`), and refusals: of those who are signed in, and of attempts to sign in.

The database writes it, in the transaction that makes the change, by a trigger on every table that migrations find: modules know nothing of it, and one that is new has it. Apps cannot reach what is written, injected SQL neither. Each entry carries a hash over itself and the one before; every five minutes processes, or the scheduled function, log where the chain of each module ends.

| question | look at |
|---|---|
| Who touched this? | \`npm run audit-trail -- list --key <id>\`, \`--actor <id>\`, \`--since <day>\` |
| Is it as it was written? | \`npm run audit-trail -- verify\`; with \`--head <module>=<head>\` from an older log line, also whether its end was cut off |

It costs: commits of one module follow each other while they are being written. With eight at once on two busy cores there were 150 to 250 a second, less than half of without, and 420 bytes an entry. Entries stay until the owner of the database deletes them: keep them as long as your rules say, then archive and start a new chain.`,
    },
  ],
} as const satisfies Feature;
