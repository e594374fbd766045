import type { Feature } from '#features/contribution.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';

/** Telling people what is held about them, and forgetting them. */
export const feature = {
  id: 'privacy',
  group: 'rules',
  title: 'Personal data: export and erasure',
  summary:
    'An inventory beside the columns, kept true by a test; export, erase, expire by command.',
  regimes: ['gdpr', 'hipaa'],
  requires: [],
  conflicts: ['dynamodb'],
  patterns: PATTERN_IDS,
  defaultFor: [],
  contributes: [
    { kind: 'script', name: 'privacy', run: 'node tools/privacy.ts' },
    {
      kind: 'doc-section',
      title: 'Personal data',
      body: `Migrations say beside each column what it tells about people; a test refuses a column that could hold anything and says nothing.

| comment on a column | means |
|---|---|
| \`person: delete\` | whose row it is; on erasure the row goes |
| \`person: delete by …\` | the module itself removes it, since there is more than a row |
| \`person: pseudonym\` | the row stays for the books, belongs to nobody any more, and loses what is personal or secret |
| \`personal: what for\`, \`secret: of what\` | told to the person who asks; a secret is not |
| \`not personal: why\` | nothing about people is in it |
| on a table: \`keep 90 days by created_at\` | older rows go with \`expire\` |

\`npm run privacy -- inventory | export <user> | erase <user> | expire\` works in every module's tables at once, as the owner of the database (\`MIGRATE_DATABASE_URL\`; with a database an app, once for each). Run \`expire\` daily. Erase a person when their orders have ended, and once more a day later: messages that were under way may have brought an id again. Erasure does not reach backups, logs, a broker's log and whoever else got the data: the pages in \`docs/compliance\` say who must.`,
    },
  ],
} as const satisfies Feature;
