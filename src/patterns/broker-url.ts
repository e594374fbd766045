import type { Contribution } from '#features/contribution.js';

/** Patterns whose messages leave the process need to know where to. */
export function brokerUrl(example: string) {
  return {
    kind: 'env',
    key: 'BROKER_URL',
    example,
    commented: true,
    doc: 'Where messages travel between apps; unset means the embedded log of npm start.',
  } as const satisfies Contribution;
}
