import type { Contribution, Feature } from '#features/contribution.js';

const setting = (
  key: string,
  example: string,
  doc: string,
  compose: string | null = null,
): Contribution => ({
  kind: 'env',
  key,
  example,
  commented: true,
  doc,
  ...(compose !== null && { deployed: { extension: 'ai', secret: false, compose } }),
});

const SETTINGS: readonly Contribution[] = [
  setting(
    'AI_BASE_URL',
    'https://models.example.com/v1',
    'A server that speaks OpenAI’s protocol; unset or `local` means the stand-in that only quotes. Production must say one.',
    'local',
  ),
  {
    kind: 'env',
    key: 'AI_API_KEY',
    example: '',
    commented: true,
    doc: 'The key for that server, where it wants one.',
    deployed: { extension: 'ai', secret: true, optional: true, compose: '' },
  },
  setting('AI_MODEL', 'some-model', 'The model that writes answers.', ''),
  setting(
    'AI_EMBEDDING_MODEL',
    'some-embedding-model',
    'The model that makes vectors of texts.',
    '',
  ),
  setting(
    'AI_EMBEDDING_DIMENSIONS',
    '1024',
    'Asked of models that can shorten their vectors; at most 1024. Unset means their own length.',
  ),
  setting('AI_TIMEOUT_MS', '30000', 'How long a model may be silent.'),
  setting('AI_ANSWER_TOKENS', '800', 'The longest answer.'),
  setting('AI_DAILY_REQUESTS', '200', 'What each who asks may ask in a day (UTC).'),
  setting(
    'AI_DAILY_TOKENS',
    '200000',
    'What each who asks may spend in a day, questions included.',
  ),
  setting(
    'AI_DAILY_TOKENS_OF_ALL',
    '5000000',
    'What all of them may spend in a day; with tenants, of each tenant.',
  ),
];

/** Questions answered from documents by models behind a port. */
export const feature = {
  id: 'ai',
  group: 'product',
  title: 'Answers from documents (AI)',
  summary:
    'Search by meaning and streamed answers with citations; budgets; a stand-in without network.',
  modules: [{ singular: 'assistant', plural: 'assistant' }],
  requires: [],
  conflicts: [],
  patterns: ['event-driven', 'microservices', 'modular-monolith'],
  defaultFor: [],
  contributes: [
    { kind: 'extension', name: 'ai', port: 'ai' },
    ...SETTINGS,
    { kind: 'egress', extension: 'ai', ports: [443] },
    {
      kind: 'doc-section',
      title: 'Answers from documents',
      body: `Administrators add documents (\`POST /assistant/documents\`); they are cut into passages, and each passage becomes a vector. \`GET /assistant/passages?q=…\` finds passages by what they mean. \`POST /assistant/answers\` answers a question as Server-Sent Events: first the passages, then the text piece by piece, then which passages it cites and what it took:

\`\`\`sh
curl -N localhost:3000/assistant/answers -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '{"question":"How long may I send it back?"}'
\`\`\`

**Models** stand behind \`ports.ai\` (\`src/platform/ai.ts\`). Without \`AI_BASE_URL\` a stand-in makes vectors from words and parts of words and quotes passages: it costs nothing, needs no network and understands nothing. With it, any server that speaks OpenAI's protocol is asked; a busy or broken one again, with back-off, while nothing was answered. A new embedding model does not see the vectors of the old one: add the documents again.

**Budgets** are taken before a model is asked, in one statement, so that many at once cannot overspend; what an answer really took is corrected at its end, also when its reader left. Without that (the process was killed) the estimate stays. Who has used up the day gets 429. Adding documents is for administrators and not counted.

**pgvector.** Where the server has the extension \`vector\`, passages are found by an HNSW index; the migration creates both, and warns where it may not. Without it, as on the embedded server, every passage is compared: exact, and good for a few thousand passages (on two cores that were busy with other work, a search took 0.2 s among 1,000 and 0.8 s among 5,000 of 256 numbers each; most of it is arithmetic, so longer vectors cost more). To get the index later: install pgvector 0.8 or newer, and repeat the last block of \`0001_assistant.sql\` in a new migration (\`drop function nearest_passages\` first).

**What documents can do.** A passage may contain "ignore your instructions". Passages go to the model in a message of their own, as JSON, after instructions that say what they are, and the assistant has no tools: the worst a hostile document does is a wrong answer with a citation that shows where it came from. Do not give it tools that act, or documents that not everybody may read: there are no rights for single documents. Show answers as text, not as HTML.

**Privacy.** Questions, passages and answers leave for \`AI_BASE_URL\`, and nowhere else: they are neither logged nor in traces or metrics.

| question | look at |
|---|---|
| Are models slow or away? | \`ai_request_duration_seconds{what,outcome}\`; \`failed\` is theirs, \`left\` is a reader who went away |
| What does it cost? | \`ai_tokens_total{what}\`; by person in \`assistant.spent\` |
| Somebody needs more today | \`delete from assistant.spent where day = current_date and who = '<id>'\` |`,
    },
  ],
} as const satisfies Feature;
