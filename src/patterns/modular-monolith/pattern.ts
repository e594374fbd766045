import { linksOf } from '#patterns/links.js';
import type { Pattern } from '#patterns/pattern.js';

/** One process, walls between modules kept by contracts and schemas. */
export const pattern = {
  id: 'modular-monolith',
  title: 'Modular monolith',
  summary: 'One process hosts every module; modules meet only through contracts and messages.',
  whenToUse: [
    'One to four teams that can share a release train.',
    'The boundaries of the domain are still being learned: moving one is a refactoring here.',
    'Operations should stay at one process, one database, one log.',
  ],
  whenNotToUse: [
    'Parts of the system must scale, fail or be audited apart from each other today.',
    'Teams wait for each other to release more often than they wait for their own work.',
  ],
  reservedNames: [],
  compose: (input) => ({
    apps: [
      {
        name: input.project,
        kind: 'process',
        modules: input.modules.map((module) => module.name),
        libraries: [],
        trigger: null,
      },
    ],
    links: linksOf(input, 'call'),
  }),
  contributes: [],
} as const satisfies Pattern;
