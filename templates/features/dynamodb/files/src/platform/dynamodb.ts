import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ResourceInUseException,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Call, newId } from '#platform/call.ts';
import { insideUnitOfWork } from '#platform/clients.ts';
import { Refusal, VersionConflict } from '#platform/errors.ts';
import type { Changes, Module } from '#platform/module.ts';
import type { Hosted, Resources } from '#platform/storage.ts';
import { currentTrace, inSpan } from '#platform/tracing.ts';
import { dynamodbInbox, inboxItem } from './dynamodb-inbox.ts';
import { dynamodbOutbox, outboxItem } from './dynamodb-outbox.ts';

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
  const attributes = { 'db.system.name': 'aws.dynamodb', 'db.collection.name': table };
  return {
    get: async (pk) => {
      const { Item } = await inSpan('client', `${table} read`, currentTrace(), attributes, () =>
        client.send(
          new GetItemCommand({ TableName: table, Key: { pk: { S: pk } }, ConsistentRead: true }),
        ),
      );
      return Item ? unmarshall(Item) : null;
    },
    commit: async (call, { messages = [] }, writes) => {
      if (committed.has(call))
        throw new Error('A use case saves once: put both changes into one commit');
      const mark = call.idempotencyKey === undefined ? [] : [inboxItem(table, call)];
      await inSpan('client', `${table} commit`, call.trace, attributes, async (trace) => {
        const outgoing = messages.map((message, index) => ({
          Put: {
            TableName: table,
            Item: marshall({
              ...outboxItem(newId(call, `message ${index}`), message, index),
              trace,
              ...(call.tenant !== undefined && { tenant: call.tenant }),
            }),
          },
        }));
        const items = [...writes(table), ...outgoing];
        await insideUnitOfWork(() => transact(client, call, mark, items));
      });
      committed.add(call);
      if (messages.length > 0) written();
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
