import {
  type DynamoDBClient,
  GetItemCommand,
  type TransactWriteItem,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Call } from '#platform/call.ts';
import { ANSWER_WITHIN_MS, type Inbox, INBOX_DAYS } from '#platform/storage.ts';
import { unlessGone } from './dynamodb-outbox.ts';

/** The mark that this call was done: refuses to be written twice. */
export function inboxItem(table: string, call: Call): TransactWriteItem {
  const item = {
    pk: `inbox#${call.idempotencyKey}`,
    requestHash: call.requestHash ?? null,
    trace: call.trace,
    at: Date.now(),
    expiresAt: Math.floor(Date.now() / 1000) + INBOX_DAYS * 24 * 3600,
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

export function dynamodbInbox(client: DynamoDBClient, table: string): Inbox {
  const keyOf = (key: string) => ({ pk: { S: `inbox#${key}` } });
  const find: Inbox['find'] = async (key) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }),
    );
    if (!Item) return null;
    const item = unmarshall(Item);
    return {
      requestHash: item['requestHash'] ?? null,
      response: item['response'] ? JSON.parse(item['response']) : null,
    };
  };
  return {
    find,
    respond: async (key, trace, response) => {
      await client
        .send(
          new UpdateItemCommand({
            TableName: table,
            Key: keyOf(key),
            UpdateExpression: 'set #response = :response',
            ConditionExpression:
              'attribute_exists(pk) and attribute_not_exists(#response) and (#trace = :trace or #at < :gone)',
            // Reserved words of DynamoDB.
            ExpressionAttributeNames: { '#response': 'response', '#trace': 'trace', '#at': 'at' },
            ExpressionAttributeValues: {
              ':response': { S: JSON.stringify(response) },
              ':trace': { S: trace },
              ':gone': { N: String(Date.now() - ANSWER_WITHIN_MS) },
            },
          }),
        )
        .catch(unlessGone);
      // A call that changed nothing left no mark: there is nothing to repeat.
      const kept = await find(key);
      return kept ? kept.response : response;
    },
    // DynamoDB removes them itself at `expiresAt`.
    forgetOld: async () => {},
  };
}
