import { enqueue } from '#platform/job.ts';
import type { PostgresUnit } from '#platform/postgres.ts';
import type { Day, Export } from './domain.ts';
import type { ReportsStore } from './store.ts';

export function createStore(unit: PostgresUnit): ReportsStore {
  return {
    addAccount: (call, accountId, at) =>
      unit.commit(call, {}, async (sql) => {
        await sql(
          'insert into opened_account (account_id, at) values ($1, $2) on conflict do nothing',
          [accountId, at],
        );
      }),
    rollUp: (call, since) =>
      unit.commit(call, {}, async (sql) => {
        await sql(
          `insert into daily_accounts (day, accounts)
           select (at at time zone 'UTC')::date, count(*) from opened_account
           where at >= date_trunc('day', $1::timestamptz, 'UTC') group by 1
           on conflict on constraint daily_accounts_key do update set accounts = excluded.accounts`,
          [since],
        );
      }),
    listDays: (from, to) =>
      unit.read((sql) =>
        sql<Day & Record<string, unknown>>(
          'select day::text, accounts from daily_accounts where day between $1 and $2 order by day',
          [from, to],
        ),
      ),
    findExport: (id) =>
      unit.read(async (sql) => {
        const [found] = await sql<Export & Record<string, unknown>>(
          'select id, first_day::text as "from", last_day::text as "to", csv from report_export where id = $1',
          [id],
        );
        return found ?? null;
      }),
    requestExport: (call, { id, from, to }) =>
      unit.commit(call, {}, async (sql) => {
        await sql('insert into report_export (id, first_day, last_day) values ($1, $2, $3)', [
          id,
          from,
          to,
        ]);
        await enqueue(sql, call, 'make-export', { exportId: id });
      }),
    finishExport: (call, { id, csv }) =>
      unit.commit(call, {}, async (sql) => {
        await sql('update report_export set csv = $2 where id = $1', [id, csv]);
      }),
  };
}
