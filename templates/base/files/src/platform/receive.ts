import type { Broker } from './broker.ts';
import type { Dispatch, Handler } from './delivery.ts';
import type { Log } from './log.ts';
import type { Envelope } from './messages.ts';
import { startRelay } from './relay.ts';
import type { Parked, RunningModule } from './storage.ts';
import { traceFields } from './tracing.ts';

/** Takes from a broker what an app's modules subscribe to. What fails is tried again from the module's own database. */
export async function receiveFrom(
  broker: Broker,
  app: { readonly modules: readonly RunningModule[]; readonly subscriptions: readonly Handler[] },
  dispatch: Dispatch,
  log: Log,
): Promise<{ stop(): Promise<void> }> {
  const types = new Map<string, Set<string>>();
  for (const { consumer, subscription } of app.subscriptions) {
    types.set(consumer, (types.get(consumer) ?? new Set()).add(subscription.type));
  }
  const retries: { stop(): Promise<void> }[] = [];
  for (const { name, storage } of app.modules) {
    const wanted = types.get(name);
    if (!wanted) continue;
    const handle = (envelope: Envelope) => dispatch(envelope, name);
    const { parked } = storage;
    await broker.subscribe(name, [...wanted], parked ? parking(parked, handle, log) : handle);
    if (parked) retries.push(startRelay([parked], handle, log));
  }
  return { stop: async () => void (await Promise.all(retries.map((loop) => loop.stop()))) };
}

/**
 * Handles a message or parks it, so that none holds up the others; only those of its key queue up behind it. It
 * throws while the database is away: then the broker keeps the message, which is not to blame.
 */
function parking(
  parked: Parked,
  handle: (envelope: Envelope) => Promise<void>,
  log: Log,
): (envelope: Envelope) => Promise<void> {
  return async (envelope) => {
    if (await parked.holds(envelope.key)) return parked.park(envelope);
    try {
      await handle(envelope);
    } catch (error) {
      await parked.park(envelope, error);
      const { type: message, id, trace } = envelope;
      log.warn({ message, id, ...traceFields(trace) }, 'a message is parked and tried again');
    }
  };
}
