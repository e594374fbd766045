import type { Broker } from './broker.ts';
import type { Log } from './log.ts';
import type { Envelope } from './messages.ts';
import { type Inbox, type Outbox, type Queue, TryLater } from './storage.ts';
import { inSpan } from './tracing.ts';

const IDLE_MS = 250;
/** Where nothing waits, looks become rarer: each wakes a database that may have other things to do. */
const IDLE_MAX_MS = 1_000;
const TIDY_EVERY_MS = 3_600_000;

/** Empties queues: woken by each commit, and by a clock for what was left behind by a crash or a failure. */
export function startRelay(
  queues: readonly (Queue & Partial<Outbox>)[],
  deliver: (envelope: Envelope) => Promise<void>,
  log: Log,
): { stop(): Promise<void> } {
  const loops = queues.map((queue) => startLoop(queue, deliver, log));
  return { stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))) };
}

function startLoop(
  queue: Queue & Partial<Outbox>,
  deliver: (envelope: Envelope) => Promise<void>,
  log: Log,
) {
  let stopping = false;
  let wake: () => void = () => {};
  let woken = false;
  let idleMs = IDLE_MS;
  const notify = () => {
    woken = true;
    wake();
  };
  queue.onWritten?.(notify);
  const loop = (async () => {
    while (!stopping) {
      woken = false;
      const moved = await queue.relay(deliver).catch((error: unknown) => {
        log.warn({ error }, 'a queue could not be relayed');
        return 0;
      });
      if (moved > 0 || woken) idleMs = IDLE_MS;
      else if (!stopping) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, idleMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        idleMs = Math.min(2 * idleMs, IDLE_MAX_MS);
      }
    }
  })();
  return {
    stop: async () => {
      stopping = true;
      notify();
      await loop;
    },
  };
}

/** A span for each try, below the one that wrote the message; whoever handles it continues from here. */
export function traced(deliver: (envelope: Envelope) => Promise<void>) {
  return (envelope: Envelope): Promise<void> => {
    const attributes = {
      'messaging.operation.type': 'send',
      'messaging.destination.name': envelope.type,
      'messaging.message.id': envelope.id,
      'messaging.client.id': envelope.producer,
      'outbox.waited_ms': Date.now() - Date.parse(envelope.occurredAt),
    };
    return inSpan('producer', `send ${envelope.type}`, envelope.trace, attributes, (trace) =>
      deliver({ ...envelope, trace }),
    );
  };
}

/** Delivers to a broker. When that fails the broker is away: no message is to blame, and none is given up. */
export function publishTo(broker: Broker): (envelope: Envelope) => Promise<void> {
  return (envelope) =>
    broker.publish(envelope).catch((error: unknown) => {
      throw new TryLater(String(error), { cause: error });
    });
}

/** Keeps inboxes from growing for ever. */
export function startTidying(inboxes: readonly Inbox[], log: Log): { stop(): void } {
  const tidy = () =>
    tidyOnce(inboxes).catch((error: unknown) =>
      log.warn({ error }, 'an inbox could not be tidied'),
    );
  const timer = setInterval(() => void tidy(), TIDY_EVERY_MS);
  return { stop: () => clearInterval(timer) };
}

export async function tidyOnce(inboxes: readonly Inbox[]): Promise<void> {
  for (const inbox of inboxes) await inbox.forgetOld();
}

/** Empties outboxes once: for functions, after each request and on a schedule. */
export async function relayOnce(
  outboxes: readonly Outbox[],
  deliver: (envelope: Envelope) => Promise<void>,
): Promise<number> {
  let total = 0;
  for (const outbox of outboxes) {
    for (let moved = -1; moved !== 0; total += moved) moved = await outbox.relay(deliver);
  }
  return total;
}
