import type { Config } from './config.ts';
import type { Log } from './log.ts';
import type { Envelope } from './messages.ts';

/**
 * Carries messages between apps: at least once. In order for each key where the broker keeps an order: the PostgreSQL
 * log always, Kafka for messages of the same type, SNS with queues not at all. A saga waits for replies instead.
 */
export interface Broker {
  publish(envelope: Envelope): Promise<void>;
  /**
   * Delivers to one member of `consumer` at a time for each key. When the handler throws the same message comes again
   * and holds up the later ones: so it throws only when nothing can be handled at all.
   */
  subscribe(
    consumer: string,
    types: readonly string[],
    handle: (envelope: Envelope) => Promise<void>,
  ): Promise<void>;
  /** How far the consumers that this process subscribed are behind, where the broker can say. */
  backlog(): Promise<readonly Backlog[]>;
  ready(): Promise<void>;
  close(): Promise<void>;
}

export interface Backlog {
  readonly consumer: string;
  /** Messages that it has still to read. */
  readonly waiting: number;
}

/** One file a kind of broker: `broker.<scheme>.ts`, chosen by the scheme of BROKER_URL. */
export async function openBroker(config: Config, log: Log): Promise<Broker> {
  const url = config.BROKER_URL ?? '';
  const scheme = url.split(':')[0] ?? '';
  const kind = scheme === 'postgresql' ? 'postgres' : scheme;
  if (!/^[a-z]+$/.test(kind)) throw new Error('BROKER_URL is not a URL');
  const adapter = await import(`./broker.${kind}.ts`).catch((error: unknown) => {
    throw new Error(`BROKER_URL: there is no broker.${kind}.ts in this repository`, {
      cause: error,
    });
  });
  return adapter.openBroker(url, log, config.DATABASE_CA);
}
