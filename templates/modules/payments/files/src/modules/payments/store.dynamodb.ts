import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamodbUnit } from '#platform/dynamodb.ts';
import * as z from 'zod';
import type { PaymentsStore } from './store.ts';

const ChargeItem = z.object({
  id: z.string(),
  orderId: z.string(),
  customerId: z.string(),
  amount: z.number(),
  state: z.enum(['charged', 'refused', 'cancelled', 'refunded']),
  reason: z.string().nullable(),
  version: z.number(),
});

const keyOf = (orderId: string) => `charge#${orderId}`;

export function createStore(unit: DynamodbUnit): PaymentsStore {
  return {
    findByOrder: async (orderId) => {
      const item = await unit.get(keyOf(orderId));
      // `state` is the outbox index's key, so a charge keeps its own under `outcome`.
      return item ? ChargeItem.parse({ ...item, state: item['outcome'] }) : null;
    },
    save: (call, { state: outcome, version, ...charge }, changes) =>
      unit.commit(call, changes, (table) => [
        {
          Put: {
            TableName: table,
            Item: marshall({
              pk: keyOf(charge.orderId),
              outcome,
              version: version + 1,
              ...charge,
            }),
            ConditionExpression: 'attribute_not_exists(pk) or #version = :version',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':version': { N: String(version) } },
          },
        },
      ]),
  };
}
