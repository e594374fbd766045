import { VersionConflict } from '#platform/errors.ts';
import type { PostgresUnit, Row, Sql } from '#platform/postgres.ts';
import type { Item } from './domain.ts';
import type { InventoryStore, Reservation } from './store.ts';

interface ItemRow extends Record<string, unknown> {
  id: string;
  name: string;
  price: number;
  stock: number;
  version: number;
}

const COLUMNS = 'id, name, price, stock, version';

export function createStore(unit: PostgresUnit): InventoryStore {
  return {
    findItems: (ids) =>
      unit.read((sql) =>
        sql<ItemRow>(`select ${COLUMNS} from item where id = any($1::uuid[]) order by id`, [ids]),
      ),
    listItems: (after, limit) =>
      unit.read((sql) =>
        sql<ItemRow>(
          `select ${COLUMNS} from item where $1::uuid is null or id > $1 order by id limit $2`,
          [after, limit],
        ),
      ),
    findReservation: (orderId) =>
      unit.read(async (sql) => {
        const [row] = await sql<Omit<Reservation, 'orderId'> & Row>(
          'select lines, state, version from reservation where order_id = $1',
          [orderId],
        );
        return row ? { orderId, lines: row.lines, state: row.state, version: row.version } : null;
      }),
    saveItem: (call, item, changes) => unit.commit(call, changes, (sql) => writeItem(sql, item)),
    saveReservation: (call, { orderId, lines, state, version }, items, changes) =>
      unit.commit(call, changes, async (sql) => {
        for (const item of items) await writeItem(sql, item);
        const saved = await sql(
          `insert into reservation (order_id, lines, state, version) values ($1, $2, $3, 1)
           on conflict (order_id) do update set state = $3, version = reservation.version + 1
           where reservation.version = $4 returning order_id`,
          [orderId, JSON.stringify(lines), state, version],
        );
        if (saved.length === 0) throw new VersionConflict(`The reservation for order ${orderId}`);
      }),
  };
}

async function writeItem(sql: Sql, item: Item): Promise<void> {
  const saved = await sql(
    `insert into item (id, name, price, stock, version) values ($1, $2, $3, $4, 1)
     on conflict (id) do update set name = $2, price = $3, stock = $4, version = item.version + 1 where item.version = $5
     returning id`,
    [item.id, item.name, item.price, item.stock, item.version],
  );
  if (saved.length === 0) throw new VersionConflict(`The item ${item.id}`);
}
