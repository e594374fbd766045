import {
  Consumer,
  type MessagesStream,
  Producer,
  stringDeserializers,
  stringSerializers,
} from '@platformatic/kafka';
import type { Broker } from '#platform/broker.ts';
import type { Log } from '#platform/log.ts';
import { Envelope } from '#platform/messages.ts';
import { backOff, MAX_ATTEMPTS } from '#platform/storage.ts';

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
  const send = async (topic: string, envelope: Envelope) =>
    void (await producer.send({
      acks: -1,
      messages: [{ topic, key: envelope.key, value: JSON.stringify(envelope) }],
    }));
  const stops: (() => Promise<void>)[] = [];
  let broken: unknown = null;
  return {
    publish: (envelope) => send(envelope.type, envelope),
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
      const setAside = (envelope: Envelope) => send(`dead-letter.${group}`, envelope);
      const reading = readAll(stream, handle, setAside, log).catch((error: unknown) => {
        broken = error;
        log.error({ error, group }, 'reading from Kafka stopped: leaving, to be started anew');
        process.kill(process.pid, 'SIGTERM');
      });
      stops.push(async () => {
        await stream.close();
        await reading;
        await consumer.close(true);
      });
    },
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
  setAside: (envelope: Envelope) => Promise<void>,
  log: Log,
): Promise<void> {
  for await (const record of stream) {
    const envelope = Envelope.safeParse(parse(record.value));
    if (envelope.success) await handleWithRetries(envelope.data, handle, setAside, log);
    else
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

async function handleWithRetries(
  envelope: Envelope,
  handle: (envelope: Envelope) => Promise<void>,
  setAside: (envelope: Envelope) => Promise<void>,
  log: Log,
): Promise<void> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    try {
      return await handle(envelope);
    } catch (error) {
      if (attempt === MAX_ATTEMPTS)
        log.error(
          { error, message: envelope.type, id: envelope.id },
          'a message was set aside as dead',
        );
      await new Promise((resolve) => setTimeout(resolve, backOff(attempt)));
    }
  }
  await setAside(envelope);
}
