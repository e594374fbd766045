import {
  DeleteItemCommand,
  type DynamoDBClient,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Envelope, Message } from '#platform/messages.ts';
import { backOff, MAX_ATTEMPTS, type Outbox, TryLater } from '#platform/storage.ts';

const PENDING = 'pending';
const DEAD = 'dead';
const AT_ONCE = 100;
type Item = Record<string, unknown>;

/** A message as an item of the table that its change is written to. */
export function outboxItem(
  id: string,
  { type, key, payload, delaySeconds = 0 }: Message,
  index: number,
): Item {
  return {
    pk: `outbox#${id}`,
    type,
    key,
    payload: JSON.stringify(payload),
    state: PENDING,
    // Sorts by the time from which it may leave, then by the order in which the use case listed them.
    position: `${new Date(Date.now() + delaySeconds * 1_000).toISOString()}#${String(index).padStart(3, '0')}`,
    dueAt: 0,
    attempts: 0,
  };
}

/** Messages wait in a sparse index: an item leaves it when it is delivered or dead. */
export function dynamodbOutbox(
  client: DynamoDBClient,
  table: string,
  producer: string,
): Outbox & { written(): void } {
  let wake: () => void = () => {};
  const { ofState, change } = outboxTable(client, table);
  // The tilde sorts behind the numbers that follow a time.
  const untilNow = () => `${new Date().toISOString()}#~`;
  const chosen = async (ids: readonly string[] | 'all') =>
    (await ofState(DEAD)).filter((item) => ids === 'all' || ids.includes(idOf(item)));
  return {
    written: () => wake(),
    onWritten: (listener) => {
      wake = listener;
    },
    relay: async (deliver) => {
      const blocked = new Set<unknown>();
      let delivered = 0;
      for (const item of await ofState(PENDING, { until: untilNow(), limit: AT_ONCE })) {
        // A message that has to wait holds up the later ones of its key, and no others.
        const waits = blocked.has(item['key']) || Number(item['dueAt']) > Date.now();
        if (!waits && (await relayOne(change, item, producer, deliver))) delivered += 1;
        else blocked.add(item['key']);
      }
      return delivered;
    },
    counts: async () => {
      const waiting = await ofState(PENDING, { until: untilNow() });
      const all = await ofState(PENDING);
      const oldest = waiting[0] ? Date.now() - Date.parse(timeOf(waiting[0])) : 0;
      return {
        pending: waiting.length,
        scheduled: all.length - waiting.length,
        dead: (await ofState(DEAD)).length,
        oldestSeconds: Math.max(0, oldest / 1000),
      };
    },
    dead: async (limit) =>
      (await ofState(DEAD, { limit })).map((item) => ({
        id: idOf(item),
        type: String(item['type']),
        key: String(item['key']),
        attempts: Number(item['attempts']),
        error: String(item['lastError']),
        occurredAt: timeOf(item),
      })),
    replay: async (ids) => {
      const items = await chosen(ids);
      for (const item of items)
        await change(item, { state: PENDING, attempts: 0, dueAt: 0, lastError: '' });
      return items.length;
    },
    discard: async (ids) => {
      const items = await chosen(ids);
      for (const item of items) await change(item, null);
      return items.length;
    },
  };
}

type Change = (item: Item, values: Item | null) => Promise<void>;

/** The outbox's items of a table: asked for by state, oldest first, and changed one by one. */
function outboxTable(client: DynamoDBClient, table: string) {
  return {
    ofState: async (
      state: string,
      { until, limit }: { until?: string; limit?: number } = {},
    ): Promise<readonly Item[]> => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'outbox',
          KeyConditionExpression: until ? '#state = :state and #at <= :until' : '#state = :state',
          ExpressionAttributeNames: { '#state': 'state', ...(until && { '#at': 'position' }) },
          ExpressionAttributeValues: {
            ':state': { S: state },
            ...(until && { ':until': { S: until } }),
          },
          ...(limit && { Limit: limit }),
        }),
      );
      return Items.map((item) => unmarshall(item));
    },
    /** `null` removes the item. */
    change: async (item: Item, values: Item | null): Promise<void> => {
      const Key = { pk: { S: String(item['pk']) } };
      if (!values)
        return void (await client.send(new DeleteItemCommand({ TableName: table, Key })));
      const names = Object.keys(values);
      await client
        .send(
          new UpdateItemCommand({
            TableName: table,
            Key,
            UpdateExpression: `set ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
            // Another relay may have delivered it in the meantime; an update alone would bring half of it back.
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
            ExpressionAttributeValues: marshall(
              Object.fromEntries(names.map((name) => [`:${name}`, values[name]])),
            ),
          }),
        )
        .catch(unlessGone);
    },
  };
}

async function relayOne(
  change: Change,
  item: Item,
  producer: string,
  deliver: (envelope: Envelope) => Promise<void>,
): Promise<boolean> {
  try {
    await deliver({
      id: idOf(item),
      type: String(item['type']),
      key: String(item['key']),
      payload: JSON.parse(String(item['payload'])),
      trace: String(item['trace']),
      ...(item['tenant'] !== undefined && { tenant: String(item['tenant']) }),
      producer,
      occurredAt: timeOf(item),
    });
  } catch (error) {
    const attempts = Number(item['attempts']) + 1;
    await change(item, {
      attempts,
      state: error instanceof TryLater || attempts < MAX_ATTEMPTS ? PENDING : DEAD,
      dueAt: Date.now() + backOff(attempts),
      lastError: String(error),
    });
    return false;
  }
  await change(item, null);
  return true;
}

const idOf = (item: Item): string => String(item['pk']).slice('outbox#'.length);
const timeOf = (item: Item): string => String(item['position']).split('#')[0] ?? '';

export function unlessGone(error: Error): void {
  if (error.name !== 'ConditionalCheckFailedException') throw error;
}
