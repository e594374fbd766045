import type { Feature } from '#features/contribution.js';

/** Kafka as the broker between outbox and inbox. */
export const feature = {
  id: 'broker-kafka',
  group: 'messages',
  title: 'Kafka broker',
  summary:
    'Messages travel over Kafka when BROKER_URL is set; without it the embedded log is used.',
  requires: [],
  conflicts: [],
  patterns: ['event-driven', 'microservices'],
  defaultFor: ['event-driven'],
  contributes: [{ kind: 'dependency', name: '@platformatic/kafka' }],
} as const satisfies Feature;
