import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  ResourceInUseException,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Call, childTrace, newId } from '#platform/call.ts';
import { insideUnitOfWork } from '#platform/clients.ts';
import { Refusal, VersionConflict } from '#platform/errors.ts';
import type { Envelope } from '#platform/messages.ts';
import type { Changes, Module } from '#platform/module.ts';
import {
  backOff,
  type Hosted,
  type Inbox,
  INBOX_DAYS,
  MAX_ATTEMPTS,
  type Outbox,
  type Resources,
  TryLater,
} from '#platform/storage.ts';

const PENDING = 'pending';

/** How a store reaches its own table. Every item has a `pk`; `inbox#` and `outbox#` belong to the platform. */
export interface DynamodbUnit {
  get(pk: string): Promise<Record<string, unknown> | null>;
  /** One TransactWriteItems: the change, its messages, and the mark that this call was done. */
  commit(
    call: Call,
    changes: Changes,
    writes: (table: string) => readonly TransactWriteItem[],
  ): Promise<void>;
}

/** Hosts a module on DynamoDB, in a table of its own. */
export function onDynamodb<Store>(
  module: Module<Store>,
  createStore: (unit: DynamodbUnit) => Store,
): Hosted {
  return {
    module: module as unknown as Module<unknown>,
    open: (resources) => {
      const client = openClient(resources);
      const table = tableOf(module.contract.name, resources.config.DYNAMODB_TABLE_PREFIX);
      const outbox = dynamodbOutbox(client, table, module.contract.name);
      return {
        store: createStore(dynamodbUnit(client, table, outbox.written)),
        outbox,
        inbox: dynamodbInbox(client, table),
      };
    },
  };
}

export function tableOf(module: string, prefix: string | undefined): string {
  return `${prefix ?? ''}${module}`;
}

function openClient(resources: Resources): DynamoDBClient {
  return resources.once('dynamodb', () => {
    const client = newClient(process.env['DYNAMODB_ENDPOINT']);
    return { value: client, close: async () => client.destroy(), ready: async () => {} };
  });
}

/** Without an endpoint the client finds AWS, a region and credentials the usual way. */
export function newClient(endpoint: string | undefined): DynamoDBClient {
  if (!endpoint) return new DynamoDBClient({});
  return new DynamoDBClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}

function dynamodbUnit(client: DynamoDBClient, table: string, written: () => void): DynamodbUnit {
  const committed = new WeakSet<Call>();
  return {
    get: async (pk) => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: { pk: { S: pk } }, ConsistentRead: true }),
      );
      return Item ? unmarshall(Item) : null;
    },
    commit: async (call, { messages = [] }, writes) => {
      if (committed.has(call))
        throw new Error('A use case saves once: put both changes into one commit');
      const mark = call.idempotencyKey === undefined ? [] : [inboxItem(table, call)];
      const outgoing = messages.map((message, index) => ({
        Put: {
          TableName: table,
          Item: marshall({
            pk: `outbox#${newId(call, `message ${index}`)}`,
            state: PENDING,
            // Sorts by time, then by the order in which the use case listed them.
            position: `${new Date().toISOString()}#${String(index).padStart(3, '0')}`,
            dueAt: 0,
            attempts: 0,
            ...message,
            payload: JSON.stringify(message.payload),
            trace: childTrace(call.trace),
          }),
        },
      }));
      await insideUnitOfWork(() => transact(client, call, mark, [...writes(table), ...outgoing]));
      committed.add(call);
      if (messages.length > 0) written();
    },
  };
}

function inboxItem(table: string, call: Call): TransactWriteItem {
  const expiresAt = Math.floor(Date.now() / 1000) + INBOX_DAYS * 24 * 3600;
  const item = {
    pk: `inbox#${call.idempotencyKey}`,
    requestHash: call.requestHash ?? null,
    expiresAt,
  };
  return {
    Put: {
      TableName: table,
      Item: marshall(item),
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

async function transact(
  client: DynamoDBClient,
  call: Call,
  mark: readonly TransactWriteItem[],
  writes: readonly TransactWriteItem[],
): Promise<void> {
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: [...mark, ...writes] }));
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    const done =
      mark.length > 0 && reasons[0]?.Code === 'ConditionalCheckFailed' ? reasons[0] : undefined;
    if (done) {
      const before = done.Item ? unmarshall(done.Item) : {};
      if (before['requestHash'] === (call.requestHash ?? null)) return;
      throw new Refusal(
        'idempotency-key-reused',
        422,
        'This Idempotency-Key was used for a different request',
      );
    }
    if (
      reasons.some(
        ({ Code }) => Code === 'ConditionalCheckFailed' || Code === 'TransactionConflict',
      )
    )
      throw new VersionConflict('The item');
    throw error;
  }
}

/** Messages wait in a sparse index: an item leaves it when it is delivered or dead. */
function dynamodbOutbox(
  client: DynamoDBClient,
  table: string,
  producer: string,
): Outbox & { written(): void } {
  let wake: () => void = () => {};
  const query = async (state: string, limit?: number) => {
    const { Items = [], Count = 0 } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'outbox',
        KeyConditionExpression: '#state = :state',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':state': { S: state } },
        ...(limit && { Limit: limit }),
      }),
    );
    return { items: Items.map((item) => unmarshall(item)), count: Count };
  };
  return {
    written: () => wake(),
    onWritten: (listener) => {
      wake = listener;
    },
    relay: async (deliver) => {
      const blocked = new Set<string>();
      let delivered = 0;
      for (const item of (await query(PENDING, 100)).items) {
        // A message that has to wait holds up the later ones of its key, and no others.
        const waits = blocked.has(item['key']) || item['dueAt'] > Date.now();
        if (!waits && (await relayOne(client, table, item, producer, deliver))) delivered += 1;
        else blocked.add(item['key']);
      }
      return delivered;
    },
    counts: async () => ({
      pending: (await query(PENDING)).count,
      dead: (await query('dead')).count,
    }),
  };
}

async function relayOne(
  client: DynamoDBClient,
  table: string,
  item: Record<string, unknown>,
  producer: string,
  deliver: (envelope: Envelope) => Promise<void>,
): Promise<boolean> {
  const Key = { pk: { S: String(item['pk']) } };
  try {
    await deliver({
      id: String(item['pk']).slice('outbox#'.length),
      type: String(item['type']),
      key: String(item['key']),
      payload: JSON.parse(String(item['payload'])),
      trace: String(item['trace']),
      producer,
      occurredAt: String(item['position']).split('#')[0] ?? '',
    });
    await client.send(new DeleteItemCommand({ TableName: table, Key }));
    return true;
  } catch (error) {
    const attempts = Number(item['attempts']) + 1;
    const values = {
      ':attempts': attempts,
      ':state': error instanceof TryLater || attempts < MAX_ATTEMPTS ? PENDING : 'dead',
      ':due': Date.now() + backOff(attempts),
      ':error': String(error),
    };
    await client
      .send(
        new UpdateItemCommand({
          TableName: table,
          Key,
          UpdateExpression:
            'set attempts = :attempts, #state = :state, dueAt = :due, lastError = :error',
          // Another relay may have delivered it in the meantime; an update alone would bring half of it back.
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: marshall(values),
        }),
      )
      .catch(unlessGone);
    return false;
  }
}

function dynamodbInbox(client: DynamoDBClient, table: string): Inbox {
  const keyOf = (key: string) => ({ pk: { S: `inbox#${key}` } });
  return {
    find: async (key) => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }),
      );
      if (!Item) return null;
      const item = unmarshall(Item);
      return {
        requestHash: item['requestHash'] ?? null,
        response: item['response'] ? JSON.parse(item['response']) : null,
      };
    },
    respond: async (key, response) => {
      await client
        .send(
          new UpdateItemCommand({
            TableName: table,
            Key: keyOf(key),
            UpdateExpression: 'set #response = :response',
            ConditionExpression: 'attribute_exists(pk) and attribute_not_exists(#response)',
            // A reserved word of DynamoDB.
            ExpressionAttributeNames: { '#response': 'response' },
            ExpressionAttributeValues: { ':response': { S: JSON.stringify(response) } },
          }),
        )
        .catch(unlessGone);
    },
    // DynamoDB removes them itself at `expiresAt`.
    forgetOld: async () => {},
  };
}

function unlessGone(error: Error): void {
  if (error.name !== 'ConditionalCheckFailedException') throw error;
}

/** Creates a module's table where there is none yet: for development. In AWS Terraform does it. */
export async function createTable(client: DynamoDBClient, table: string): Promise<void> {
  await client
    .send(
      new CreateTableCommand({
        TableName: table,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'state', 'position'].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S' as const,
        })),
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'outbox',
            KeySchema: [
              { AttributeName: 'state', KeyType: 'HASH' },
              { AttributeName: 'position', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      }),
    )
    .catch((error: unknown) => {
      if (!(error instanceof ResourceInUseException)) throw error;
    });
}
