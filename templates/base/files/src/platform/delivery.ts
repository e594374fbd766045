import type { Call } from './call.ts';
import { retryOnConflict } from './errors.ts';
import type { Log } from './log.ts';
import type { Envelope, Subscription } from './messages.ts';
import { asTenant } from './tenant.ts';
import { beginSpan, during } from './tracing.ts';

/** A subscription and who it belongs to. `part` keeps a module's replicas and its own handlers apart; each has one handler a type. */
export interface Handler {
  readonly consumer: string;
  readonly part: string;
  readonly subscription: Subscription;
}

/** Hands a message to every handler (of one consumer, when named); throws when any of them fails. */
export type Dispatch = (envelope: Envelope, consumer?: string) => Promise<void>;

const HANDLER_DEADLINE_MS = 10_000;
/** Nobody waits for the answer, so a race is run again more often than a request's. */
const CONFLICT_ATTEMPTS = 20;

export function dispatcher(handlers: readonly Handler[], log: Log): Dispatch {
  return async (envelope, consumer) => {
    const failures: unknown[] = [];
    for (const handler of handlers) {
      if (handler.subscription.type !== envelope.type) continue;
      if (consumer !== undefined && handler.consumer !== consumer) continue;
      try {
        await handleTraced(handler, envelope, log);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
}

function handleTraced(handler: Handler, envelope: Envelope, log: Log): Promise<void> {
  const { type, id } = envelope;
  const { consumer } = handler;
  const span = beginSpan('consumer', `process ${type}`, envelope.trace, {
    'messaging.operation.type': 'process',
    'messaging.destination.name': type,
    'messaging.message.id': id,
    'messaging.consumer.group.name': consumer,
  });
  return during(span, async (trace) => {
    try {
      await handleOnce(handler, envelope, trace);
      log.debug({ message: type, id, consumer }, 'a message was handled');
    } catch (error) {
      log.warn({ error, message: type, id, consumer }, 'a message was not handled');
      throw error;
    }
  });
}

async function handleOnce(
  { subscription, consumer, part }: Handler,
  envelope: Envelope,
  trace: string,
): Promise<void> {
  const payload = subscription.schema.parse(envelope.payload);
  const handled = retryOnConflict(async () => {
    const call: Call = {
      actor: { kind: 'service', id: envelope.producer, roles: [] },
      trace,
      deadline: Date.now() + HANDLER_DEADLINE_MS,
      ...(envelope.tenant !== undefined && { tenant: envelope.tenant }),
      // With the consumer: what two modules publish because of one message must not get the same ids.
      idempotencyKey: `message:${consumer}:${part}:${envelope.id}`,
    };
    await asTenant(envelope.tenant, () => subscription.handle(call, payload));
  }, CONFLICT_ATTEMPTS);
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
