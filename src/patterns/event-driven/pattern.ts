import { brokerUrl } from '#patterns/broker-url.js';
import { linksOf } from '#patterns/links.js';
import type { Pattern } from '#patterns/pattern.js';
import { GATEWAY, processPerModule } from '#patterns/processes.js';

/** A process per module that keeps its own copy of what it reads. */
export const pattern = {
  id: 'event-driven',
  title: 'Event-driven',
  summary: 'A process per module over a log with replay; reads are answered from local replicas.',
  whenToUse: [
    'Many consumers of the same facts, or consumers that are not known yet.',
    'Facts must be replayed, audited or projected again years later.',
    'Writers must stay available while readers are down.',
  ],
  whenNotToUse: [
    'Readers need the newest value at once: a replica lags behind.',
    'The team has not yet run a broker, schema changes of events and replays in production.',
  ],
  reservedNames: [GATEWAY],
  compose: (input) => ({ apps: processPerModule(input), links: linksOf(input, 'replica') }),
  contributes: [brokerUrl('kafka://localhost:9092')],
} as const satisfies Pattern;
