import { type Call, childTrace, traceId } from './call.ts';
import { retryOnConflict } from './errors.ts';
import type { Log } from './log.ts';
import type { Envelope, Subscription } from './messages.ts';

/** A subscription and who it belongs to. `part` keeps a module's replicas and its own handlers apart; each has one handler a type. */
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
        log.warn(
          {
            error,
            trace: traceId(envelope.trace),
            message: envelope.type,
            id: envelope.id,
            consumer: handler.consumer,
          },
          'a message was not handled',
        );
      }
    }
    if (failures.length > 0) throw failures[0];
  };
}

async function handleOnce(
  { subscription, consumer, part }: Handler,
  envelope: Envelope,
): Promise<void> {
  const payload = subscription.schema.parse(envelope.payload);
  const handled = retryOnConflict(async () => {
    const call: Call = {
      actor: { kind: 'service', id: envelope.producer, roles: [] },
      trace: childTrace(envelope.trace),
      deadline: Date.now() + HANDLER_DEADLINE_MS,
      // With the consumer: what two modules publish because of one message must not get the same ids.
      idempotencyKey: `message:${consumer}:${part}:${envelope.id}`,
    };
    await subscription.handle(call, payload);
  });
  await inTime(handled, `${consumer} on ${envelope.type}`);
}

/** A handler that hangs fails, instead of stopping everything behind it. */
async function inTime(work: Promise<void>, what: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} took longer than ${HANDLER_DEADLINE_MS} ms`)),
      HANDLER_DEADLINE_MS,
    );
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
