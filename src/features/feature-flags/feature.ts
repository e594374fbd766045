import type { Feature } from '#features/contribution.js';

/** Switches that are turned while the system runs. */
export const feature = {
  id: 'feature-flags',
  group: 'product',
  title: 'Feature flags',
  summary:
    'Flags by OpenFeature: from a file while developing, from flagd or any OFREP service elsewhere.',
  modules: [{ singular: 'announcement', plural: 'announcements' }],
  requires: [],
  conflicts: [],
  patterns: ['event-driven', 'microservices', 'modular-monolith'],
  defaultFor: [],
  contributes: [
    { kind: 'dependency', name: '@openfeature/server-sdk' },
    { kind: 'dependency', name: '@openfeature/flagd-core' },
    { kind: 'extension', name: 'feature-flags', port: 'flags' },
    {
      kind: 'env',
      key: 'FLAGS_URL',
      example: 'http://flagd:8016',
      commented: true,
      doc: 'A flag service with the OpenFeature Remote Evaluation Protocol; unset means FLAGS_FILE. Production requires it.',
      deployed: { extension: 'feature-flags', secret: false, compose: 'http://flagd:8016' },
    },
    {
      kind: 'env',
      key: 'FLAGS_TOKEN',
      example: '',
      commented: true,
      doc: 'Sent to the flag service as a bearer token, where it wants one.',
    },
    {
      kind: 'env',
      key: 'FLAGS_TIMEOUT_MS',
      example: '300',
      commented: true,
      doc: 'How long a request waits for the flag service before the default holds.',
    },
    {
      kind: 'env',
      key: 'FLAGS_FILE',
      example: 'flags.json',
      commented: true,
      doc: 'Flags in the format of flagd, while no service is named; read again when it changes.',
    },
    {
      kind: 'compose-service',
      name: 'flagd',
      service: {
        image: 'ghcr.io/open-feature/flagd:v0.12.9',
        restart: 'unless-stopped',
        command: ['start', '--uri', 'file:/etc/flagd/flags.json'],
        volumes: ['../flags.json:/etc/flagd/flags.json:ro'],
      },
    },
    { kind: 'egress', extension: 'feature-flags', ports: [443, 8016] },
    {
      kind: 'doc-section',
      title: 'Feature flags',
      body: `A module asks \`ports.flags.isOn(call, 'preview', false)\`; the last argument is the answer when nobody can say. The caller’s id, kind, roles and tenant are told, so a flag can be on for some. \`announcements\` shows the use: what is announced behind a flag is seen by those for whom it is on.

While developing, \`flags.json\` is the source: turn a flag there, and it is turned, without a restart. Deployed, \`FLAGS_URL\` names flagd (which reads the same file) or any other service with the OpenFeature Remote Evaluation Protocol. A service that is away is not waited for: after 300 ms, or at once when it failed three times, the default holds.

| question | look at |
|---|---|
| Is the service away? | \`flags_evaluated_total{outcome="GENERAL"}\` rises |
| A flag has no effect | \`outcome="FLAG_NOT_FOUND"\` with its name: it is not defined there |
| A flag is old | remove the question from the code first, then the flag |`,
    },
  ],
} as const satisfies Feature;
