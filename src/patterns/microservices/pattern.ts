import { brokerUrl } from '#patterns/broker-url.js';
import { linksOf } from '#patterns/links.js';
import type { Pattern } from '#patterns/pattern.js';
import { GATEWAY, processPerModule } from '#patterns/processes.js';

/** A process per module, reads over the network, one gateway. */
export const pattern = {
  id: 'microservices',
  title: 'Microservices',
  summary: 'A process and a database per module behind a gateway; reads are remote calls.',
  whenToUse: [
    'Several teams that own, release and run their part alone.',
    'Parts that need their own scaling, isolation or compliance scope.',
    'Operations can already run, observe and roll back many deployables.',
  ],
  whenNotToUse: [
    'Boundaries are still guessed: moving one across processes is a migration.',
    'Nobody is on call for a dozen deployables, their networks and their versions.',
  ],
  reservedNames: [GATEWAY],
  compose: (input) => ({ apps: processPerModule(input), links: linksOf(input, 'call') }),
  contributes: [brokerUrl('postgres://app:secret@localhost:5432/broker')],
} as const satisfies Pattern;
