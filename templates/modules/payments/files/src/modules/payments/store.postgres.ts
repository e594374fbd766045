import { VersionConflict } from '#platform/errors.ts';
import type { PostgresUnit } from '#platform/postgres.ts';
import type { Charge } from './domain.ts';
import type { PaymentsStore } from './store.ts';

interface ChargeRow extends Record<string, unknown> {
  id: string;
  order_id: string;
  customer_id: string;
  amount: number;
  state: Charge['state'];
  reason: string | null;
  version: number;
}

export function createStore(unit: PostgresUnit): PaymentsStore {
  return {
    findByOrder: (orderId) =>
      unit.read(async (sql) => {
        const [row] = await sql<ChargeRow>(
          'select id, order_id, customer_id, amount, state, reason, version from charge where order_id = $1',
          [orderId],
        );
        return row ? toCharge(row) : null;
      }),
    save: (call, charge, changes) =>
      unit.commit(call, changes, async (sql) => {
        const saved = await sql(
          `insert into charge (id, order_id, customer_id, amount, state, reason, version)
           values ($1, $2, $3, $4, $5, $6, 1)
           on conflict on constraint charge_order_id_key do update set state = $5, reason = $6, version = charge.version + 1
           where charge.version = $7 returning id`,
          [
            charge.id,
            charge.orderId,
            charge.customerId,
            charge.amount,
            charge.state,
            charge.reason,
            charge.version,
          ],
        );
        if (saved.length === 0) throw new VersionConflict(`The charge for order ${charge.orderId}`);
      }),
  };
}

const toCharge = (row: ChargeRow): Charge => ({
  id: row.id,
  orderId: row.order_id,
  customerId: row.customer_id,
  amount: row.amount,
  state: row.state,
  reason: row.reason,
  version: row.version,
});
