import type { Feature } from '#features/contribution.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';

/** Full-text search on PostgreSQL, in a copy of its own that messages keep up to date. */
export const feature = {
  id: 'search',
  group: 'product',
  title: 'Search on PostgreSQL',
  summary: 'Items found by words, phrases and likeness; ranking, marks, filters, stable cursors.',
  modules: [{ singular: 'search', plural: 'search' }],
  requires: [],
  conflicts: [],
  patterns: PATTERN_IDS,
  defaultFor: [],
  contributes: [
    { kind: 'script', name: 'search:rebuild', run: 'node tools/rebuild-search.ts' },
    {
      kind: 'doc-section',
      title: 'Search',
      body: `\`GET /search/items?q=red+pen\` finds items in a copy of inventory's that its messages keep up to date, some moments behind. \`q\` is what people type: words in any form, \`"exact phrases"\`, \`or\`, \`-without\`; it cannot be malformed. Where no item has the words, those that look alike are found and the answer says \`"matching": "likeness"\`. Names come in pieces that say what was found, without markup. Filters are \`minPrice\` and \`maxPrice\`; \`/search/facets\` counts matches by price.

\`next\` is a position, not a page number: items that are added meanwhile shift nobody, and it belongs to its query. A page deep inside costs about what the first one does.

Words are those of English; another language is another \`to_tsvector\` in a new migration and in \`store.postgres.ts\`. Likeness needs the extension \`pg_trgm\`, which comes with PostgreSQL and which the migration creates. Where the owner may not, the migration warns, and words are found without forgiveness; create it and the two functions of \`0001_entry.sql\` later.

With 100,000 items, the database beside the app and two cores that were busy with other work as well, answers took (median, p95): one match 32 and 102 ms, 14,000 matches ranked 111 and 195 ms, a typing error 59 and 350 ms, everything by price 2 and 12 ms. What costs is ranking every match: a broad search by price or with a filter is cheaper.

\`npm run search:rebuild\` has inventory tell of every item again: after this module was added to a system that has items, or when its copy was lost. With a broker that keeps its log, setting the consumer back does the same.`,
    },
  ],
} as const satisfies Feature;
