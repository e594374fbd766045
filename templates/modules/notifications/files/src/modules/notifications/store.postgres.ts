import { VersionConflict } from '#platform/errors.ts';
import type { PostgresUnit, Sql } from '#platform/postgres.ts';
import type { Letter } from './domain.ts';
import type { Occasion } from './letters.ts';
import type { NotificationsStore } from './store.ts';

interface LetterRow extends Record<string, unknown> {
  id: string;
  customer_id: string;
  occasion: Occasion;
  subject: string;
  state: Letter['state'];
  attempts: number;
  last_error: string | null;
  version: number;
}

const COLUMNS = 'id, customer_id, occasion, subject, state, attempts, last_error, version';

export function createStore(unit: PostgresUnit): NotificationsStore {
  return {
    findAddress: (customerId) =>
      unit.read(async (sql) => {
        const [row] = await sql<{ email: string }>(
          'select email from recipient where customer_id = $1',
          [customerId],
        );
        return row?.email ?? null;
      }),
    findLetter: (id) =>
      unit.read(async (sql) => {
        const [row] = await sql<LetterRow>(`select ${COLUMNS} from letter where id = $1`, [id]);
        return row ? toLetter(row) : null;
      }),
    listOf: (customerId, after, limit) =>
      unit.read(async (sql) => {
        const rows = await sql<LetterRow>(
          `select ${COLUMNS} from letter
           where customer_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
          [customerId, after, limit],
        );
        return rows.map(toLetter);
      }),
    listFailed: (after, limit) =>
      unit.read(async (sql) => {
        const rows = await sql<LetterRow>(
          `select ${COLUMNS} from letter
           where state = 'failed' and ($1::uuid is null or id > $1) order by id limit $2`,
          [after, limit],
        );
        return rows.map(toLetter);
      }),
    addRecipient: (call, { customerId, email }, letter, changes) =>
      unit.commit(call, changes, async (sql) => {
        await sql(
          `insert into recipient (customer_id, email) values ($1, $2)
           on conflict (customer_id) do update set email = $2`,
          [customerId, email],
        );
        await writeLetter(sql, letter);
      }),
    saveLetter: (call, letter, changes) =>
      unit.commit(call, changes, (sql) => writeLetter(sql, letter)),
  };
}

async function writeLetter(sql: Sql, letter: Letter): Promise<void> {
  const { id, customerId, occasion, subject, state, attempts, lastError, version } = letter;
  const saved = await sql(
    `insert into letter (id, customer_id, occasion, subject, state, attempts, last_error, version)
     values ($1, $2, $3, $4, $5, $6, $7, 1)
     on conflict (id) do update set state = $5, attempts = $6, last_error = $7,
       version = letter.version + 1 where letter.version = $8
     returning id`,
    [id, customerId, JSON.stringify(occasion), subject, state, attempts, lastError, version],
  );
  if (saved.length === 0) throw new VersionConflict(`The letter ${id}`);
}

const toLetter = (row: LetterRow): Letter => ({
  id: row.id,
  customerId: row.customer_id,
  occasion: row.occasion,
  subject: row.subject,
  state: row.state,
  attempts: row.attempts,
  lastError: row.last_error,
  version: row.version,
});
