import { setTimeout as sleep } from 'node:timers/promises';
import {
  Consumer,
  type MessagesStream,
  Producer,
  stringDeserializers,
  stringSerializers,
} from '@platformatic/kafka';
import type { Backlog, Broker } from '#platform/broker.ts';
import type { Log } from '#platform/log.ts';
import { Envelope } from '#platform/messages.ts';
import { backOff } from '#platform/storage.ts';
import { traceFields } from '#platform/tracing.ts';

/** Some seconds between two tries at most. */
const MAX_BACK_OFF = 5;

type Stream = MessagesStream<string, string, string, string>;

/**
 * Apache Kafka: a topic a message type, the message's key as the record's key, a consumer group a module.
 * `kafka://host:9092,host:9092`, or with a login (SCRAM over verified TLS) `kafka://user:password@host:9096`.
 */
export async function openBroker(url: string, log: Log): Promise<Broker> {
  const connection = {
    clientId: 'app',
    autocreateTopics: true,
    retries: 5,
    retryDelay: 300,
    ...serversOf(url),
  };
  const producer = new Producer({ ...connection, serializers: stringSerializers });
  const stops: (() => Promise<void>)[] = [];
  const backlogs: (() => Promise<Backlog>)[] = [];
  let broken: unknown = null;
  return {
    publish: async (envelope) => {
      const record = {
        topic: envelope.type,
        key: envelope.key,
        value: JSON.stringify(envelope),
      };
      await producer.send({ acks: -1, messages: [record] });
    },
    subscribe: async (group, types, handle) => {
      await producer.metadata({ topics: [...types], autocreateTopics: true });
      const consumer = new Consumer({
        ...connection,
        groupId: group,
        deserializers: stringDeserializers,
      });
      const stream = await consumer.consume({
        topics: [...types],
        autocommit: false,
        mode: 'committed',
        fallbackMode: 'earliest',
        maxWaitTime: 500,
      });
      backlogs.push(async () => ({
        consumer: group,
        waiting: sumOf(await consumer.getLag({ topics: [...types] })),
      }));
      const stopping = new AbortController();
      const reading = readAll(stream, handle, log, stopping.signal).catch((error: unknown) => {
        broken = error;
        log.error({ error, group }, 'reading from Kafka stopped: leaving, to be started anew');
        process.kill(process.pid, 'SIGTERM');
      });
      stops.push(async () => {
        stopping.abort();
        await stream.close();
        await reading;
        await consumer.close(true);
      });
    },
    backlog: () => Promise.all(backlogs.map((ask) => ask())),
    ready: async () => {
      if (broken) throw broken;
      await producer.metadata({ topics: [] });
    },
    close: async () => {
      await Promise.all(stops.map((stop) => stop()));
      await producer.close();
    },
  };
}

/** Partitions of other members are -1. */
function sumOf(lags: ReadonlyMap<string, readonly bigint[]>): number {
  const own = [...lags.values()].flat().filter((lag) => lag > 0n);
  return own.reduce((sum, lag) => sum + Number(lag), 0);
}

function serversOf(url: string) {
  const [, username, password, hosts = ''] =
    /^kafka:\/\/(?:([^:@]+):([^@]+)@)?([^/]+)/.exec(url) ?? [];
  const bootstrapBrokers = hosts.split(',');
  if (!username || !password) return { bootstrapBrokers };
  const sasl = {
    mechanism: 'SCRAM-SHA-512' as const,
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
  return { bootstrapBrokers, tls: {}, sasl };
}

/** One record after the other, so that each key keeps its order within a topic. The offset moves on once a record is done with. */
async function readAll(
  stream: Stream,
  handle: (envelope: Envelope) => Promise<void>,
  log: Log,
  stopping: AbortSignal,
): Promise<void> {
  for await (const record of stream) {
    const envelope = Envelope.safeParse(parse(record.value));
    if (envelope.success) {
      if (!(await untilHandled(envelope.data, handle, log, stopping))) return;
    } else
      log.error(
        { topic: record.topic, offset: String(record.offset) },
        'a record is not a message and was left out',
      );
    await record.commit();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A handler fails only while its database is away: the record waits, and those behind it too. */
async function untilHandled(
  envelope: Envelope,
  handle: (envelope: Envelope) => Promise<void>,
  log: Log,
  stopping: AbortSignal,
): Promise<boolean> {
  for (let attempt = 1; !stopping.aborted; attempt += 1) {
    try {
      await handle(envelope);
      return true;
    } catch (error) {
      const { type: message, id, trace } = envelope;
      log.warn({ error, message, id, ...traceFields(trace) }, 'a record is handled again');
      await sleep(backOff(Math.min(attempt, MAX_BACK_OFF)), undefined, { signal: stopping }).catch(
        () => {},
      );
    }
  }
  return false;
}
