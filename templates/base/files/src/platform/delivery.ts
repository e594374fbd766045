import { type Call, childTrace, traceId } from './call.ts';
import { retryOnConflict } from './errors.ts';
import type { Log } from './log.ts';
import type { Envelope, Subscription } from './messages.ts';

/** A subscription and who it belongs to. `part` keeps a module's replicas and its own handlers apart. */
export interface Handler {
  readonly consumer: string;
  readonly part: string;
  readonly subscription: Subscription;
}

/** Hands a message to every handler (of one consumer, when named); throws when any of them fails. */
export type Dispatch = (envelope: Envelope, consumer?: string) => Promise<void>;

const HANDLER_DEADLINE_MS = 30_000;

export function dispatcher(handlers: readonly Handler[], log: Log): Dispatch {
  return async (envelope, consumer) => {
    const failures: unknown[] = [];
    for (const handler of handlers) {
      if (handler.subscription.type !== envelope.type) continue;
      if (consumer !== undefined && handler.consumer !== consumer) continue;
      try {
        await handleOnce(handler, envelope);
      } catch (error) {
        failures.push(error);
        log.warn({ error, trace: traceId(envelope.trace), message: envelope.type, id: envelope.id, consumer: handler.consumer }, 'a message was not handled');
      }
    }
    if (failures.length > 0) throw failures[0];
  };
}

async function handleOnce({ subscription, part }: Handler, envelope: Envelope): Promise<void> {
  const payload = subscription.schema.parse(envelope.payload);
  await retryOnConflict(async () => {
    const call: Call = {
      actor: { kind: 'service', id: envelope.producer, roles: [] },
      trace: childTrace(envelope.trace),
      deadline: Date.now() + HANDLER_DEADLINE_MS,
      idempotencyKey: `message:${part}:${envelope.id}`,
    };
    await subscription.handle(call, payload);
  });
}
