import * as z from 'zod';
import { roles, type Route, route } from './routes.ts';
import type { DeadMessage, Queue, Storage } from './storage.ts';

const SHOWN = 100;

const DeadMessageShown = z.object({
  id: z.string(),
  /** `out`: it could not leave this module. `in`: it arrived and could not be handled. */
  direction: z.enum(['out', 'in']),
  type: z.string(),
  key: z.string(),
  attempts: z.number().int(),
  error: z.string(),
  occurredAt: z.string(),
});
const Chosen = z.object({ ids: z.array(z.uuid()).min(1).max(1_000) });
const Changed = z.object({ changed: z.number().int() });

/** Where a module's messages can be stuck. */
export function queuesOf({ outbox, parked }: Pick<Storage<unknown>, 'outbox' | 'parked'>) {
  return [
    { direction: 'out' as const, queue: outbox as Queue },
    ...(parked ? [{ direction: 'in' as const, queue: parked as Queue }] : []),
  ];
}

export async function deadOf(
  storage: Parameters<typeof queuesOf>[0],
): Promise<readonly (DeadMessage & { readonly direction: 'out' | 'in' })[]> {
  const found = queuesOf(storage).map(async ({ direction, queue }) =>
    (await queue.dead(SHOWN)).map((dead) => ({ ...dead, direction })),
  );
  return (await Promise.all(found)).flat();
}

/** What administrators may do about the messages of a module that could not be delivered. Payloads are not shown. */
export function deadMessageRoutes(module: string, storage: Storage<unknown>): readonly Route[] {
  const sum = async (change: (queue: Queue) => Promise<number>) => {
    const changes = await Promise.all(queuesOf(storage).map(({ queue }) => change(queue)));
    return { changed: changes.reduce((total, one) => total + one, 0) };
  };
  return [
    route({
      method: 'GET',
      path: `/${module}/messages/dead`,
      summary: `List the messages of ${module} that could not be delivered`,
      policy: roles('admin'),
      status: 200,
      response: z.object({ items: z.array(DeadMessageShown) }),
      handler: async () => ({ items: [...(await deadOf(storage))] }),
    }),
    route({
      method: 'POST',
      path: `/${module}/messages/dead/replay`,
      summary: `Deliver dead messages of ${module} once more`,
      policy: roles('admin'),
      status: 200,
      body: Chosen,
      response: Changed,
      handler: (_call, { ids }) => sum((queue) => queue.replay(ids)),
    }),
    route({
      method: 'POST',
      path: `/${module}/messages/dead/discard`,
      summary: `Forget dead messages of ${module} for good`,
      policy: roles('admin'),
      status: 200,
      body: Chosen,
      response: Changed,
      handler: (_call, { ids }) => sum((queue) => queue.discard(ids)),
    }),
  ];
}
