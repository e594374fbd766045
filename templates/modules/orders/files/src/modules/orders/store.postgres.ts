import { VersionConflict } from '#platform/errors.ts';
import type { PostgresUnit } from '#platform/postgres.ts';
import type { Line, Order, OrderState } from './domain.ts';
import type { ItemCopy, OrdersStore } from './store.ts';

interface OrderRow extends Record<string, unknown> {
  id: string;
  customer_id: string;
  lines: Line[];
  total: number;
  payment_token: string;
  state: OrderState;
  reason: string | null;
  version: number;
}

const COLUMNS = 'id, customer_id, lines, total, payment_token, state, reason, version';

export function createStore(unit: PostgresUnit): OrdersStore {
  return {
    find: (id) =>
      unit.read(async (sql) => {
        const [row] = await sql<OrderRow>(`select ${COLUMNS} from customer_order where id = $1`, [
          id,
        ]);
        return row ? toOrder(row) : null;
      }),
    listOf: (customerId, after, limit) =>
      unit.read(async (sql) => {
        const rows = await sql<OrderRow>(
          `select ${COLUMNS} from customer_order where customer_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
          [customerId, after, limit],
        );
        return rows.map(toOrder);
      }),
    save: (call, order, changes) =>
      unit.commit(call, changes, async (sql) => {
        const saved = await sql(
          `insert into customer_order (id, customer_id, lines, total, payment_token, state, reason, version)
           values ($1, $2, $3, $4, $5, $6, $7, 1)
           on conflict (id) do update set state = $6, reason = $7, version = customer_order.version + 1
           where customer_order.version = $8 returning id`,
          [
            order.id,
            order.customerId,
            JSON.stringify(order.lines),
            order.total,
            order.paymentToken,
            order.state,
            order.reason,
            order.version,
          ],
        );
        if (saved.length === 0) throw new VersionConflict(`The order ${order.id}`);
      }),
    findItemCopy: (id) =>
      unit.read(async (sql) => {
        const [item] = await sql<ItemCopy & Record<string, unknown>>(
          'select id, name, price, version from item_copy where id = $1',
          [id],
        );
        return item ?? null;
      }),
    saveItemCopy: (call, item) =>
      unit.commit(call, {}, async (sql) => {
        await sql(
          `insert into item_copy (id, name, price, version) values ($1, $2, $3, $4)
           on conflict (id) do update set name = $2, price = $3, version = $4 where item_copy.version < $4`,
          [item.id, item.name, item.price, item.version],
        );
      }),
  };
}

const toOrder = (row: OrderRow): Order => ({
  id: row.id,
  customerId: row.customer_id,
  lines: row.lines,
  total: row.total,
  paymentToken: row.payment_token,
  state: row.state,
  reason: row.reason,
  version: row.version,
});
