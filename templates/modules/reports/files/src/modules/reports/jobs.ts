import { job } from '#platform/job.ts';
import { every } from '#platform/schedule.ts';
import * as z from 'zod';
import type { useCases } from './use-cases.ts';

export const jobs = (cases: ReturnType<typeof useCases>) => [
  job({ name: 'roll-up', schedule: every('15s', { jitter: '2s' }), run: cases.rollUp }),
  job({
    name: 'make-export',
    input: z.object({ exportId: z.uuid() }),
    attempts: 5,
    run: cases.makeExport,
  }),
];
