import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { problem, Refusal, toProblem } from './errors.ts';
import type { Log } from './log.ts';

/** How long a streamed answer may go on. */
export const STREAM_DEADLINE_MS = 120_000;
/** How long it may still go on while its process drains. */
const DRAIN_MS = 3_000;

const shuttingDown = () =>
  new Refusal('shutting-down', 503, 'This server is going away; ask again for the rest');

/**
 * Events as Server-Sent Events. The status has left by the time something goes wrong here, so a problem is an event
 * too, named `problem`, and the last one; a good end is an event named `end`.
 */
async function* serverSentEvents(events: AsyncIterable<unknown>, log: Log): AsyncGenerator<string> {
  try {
    for await (const event of events) yield `data: ${JSON.stringify(event)}\n\n`;
    yield 'event: end\ndata: {}\n\n';
  } catch (error) {
    // The reader left: there is nobody to tell.
    if (error instanceof Error && error.name === 'AbortError') return;
    const known = toProblem(error);
    if (!known) log.error({ error }, 'a streamed answer failed');
    const told = known ?? problem('internal-error', 500, 'Something went wrong on our side');
    yield `event: problem\ndata: ${JSON.stringify(told)}\n\n`;
  }
}

/** All events at once, for a host that answers in one piece. */
export async function wholeStream(events: AsyncIterable<unknown>, log: Log): Promise<string> {
  let text = '';
  for await (const part of serverSentEvents(events, log)) text += part;
  return text;
}

/** The streams that are open, so that a process which drains waits for them, but not for ever. */
export function openStreams() {
  const open = new Set<AbortController>();
  return {
    /** Ends when the events do, when the reader goes away (`controller`), or soon after draining began. */
    send(events: AsyncIterable<unknown>, controller: AbortController, log: Log): Readable {
      open.add(controller);
      const stream = Readable.from(serverSentEvents(until(controller.signal, events), log));
      return stream.once('close', () => {
        open.delete(controller);
        controller.abort();
      });
    },
    async drain(): Promise<void> {
      const end = () => {
        for (const controller of open) controller.abort(shuttingDown());
      };
      setTimeout(end, DRAIN_MS).unref();
    },
  };
}

/** The same events, in the context of whoever asked for them, until the signal says stop. */
async function* until(
  signal: AbortSignal,
  events: AsyncIterable<unknown>,
): AsyncGenerator<unknown> {
  const iterator = events[Symbol.asyncIterator]();
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  stopped.catch(() => {});
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = await Promise.race([iterator.next(), stopped]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not waited for: it may hang in what the signal has just told to stop.
    void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}

/** A stream is read after the function that made it returned: each step runs in the context of that function. */
export function inThisContext<T>(events: AsyncIterable<T>): AsyncIterable<T> {
  const here = AsyncLocalStorage.snapshot();
  const iterator = events[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => here(() => iterator.next()),
      return: async () =>
        here(() => iterator.return?.() ?? Promise.resolve({ done: true, value: undefined })),
    }),
  };
}
