import { refuse, VersionConflict } from '#platform/errors.ts';
import type { PostgresUnit } from '#platform/postgres.ts';
import { auth } from './contract.ts';
import type { Account, Session } from './domain.ts';
import type { AuthStore } from './store.ts';

interface AccountRow extends Record<string, unknown> {
  id: string;
  email: string;
  password_hash: string;
  roles: string[];
}

interface SessionRow extends Record<string, unknown> {
  id: string;
  account_id: string;
  secret_hash: string;
  expires_at: Date;
}

const ACCOUNT = 'id, email, password_hash, roles';

export function createStore(unit: PostgresUnit): AuthStore {
  return {
    findByEmail: (email) =>
      unit.read(async (sql) => {
        const [row] = await sql<AccountRow>(`select ${ACCOUNT} from account where email = $1`, [
          email,
        ]);
        return row ? toAccount(row) : null;
      }),
    findById: (id) =>
      unit.read(async (sql) => {
        const [row] = await sql<AccountRow>(`select ${ACCOUNT} from account where id = $1`, [id]);
        return row ? toAccount(row) : null;
      }),
    add: (call, account, changes) =>
      unit.commit(call, changes, async (sql) => {
        const added = await sql(
          'insert into account (id, email, password_hash, roles) values ($1, $2, $3, $4) on conflict on constraint account_email_key do nothing returning id',
          [account.id, account.email, account.passwordHash, account.roles],
        );
        if (added.length === 0)
          throw refuse(auth, 'email-taken', 'There is already an account with this address');
      }),
    findSession: (id) =>
      unit.read(async (sql) => {
        const [row] = await sql<SessionRow>(
          'select id, account_id, secret_hash, expires_at from session where id = $1',
          [id],
        );
        return row ? toSession(row) : null;
      }),
    openSession: (call, { id, accountId, secretHash, expiresAt }) =>
      unit.commit(call, {}, async (sql) => {
        await sql('delete from session where account_id = $1 and expires_at < now()', [accountId]);
        await sql(
          'insert into session (id, account_id, secret_hash, expires_at) values ($1, $2, $3, $4)',
          [id, accountId, secretHash, expiresAt],
        );
      }),
    renewSession: (call, before, { secretHash }) =>
      unit.commit(call, {}, async (sql) => {
        const renewed = await sql(
          'update session set secret_hash = $3 where id = $1 and secret_hash = $2 returning id',
          [before.id, before.secretHash, secretHash],
        );
        if (renewed.length === 0) throw new VersionConflict('The session');
      }),
    endSession: (call, id) =>
      unit.commit(
        call,
        {},
        async (sql) => void (await sql('delete from session where id = $1', [id])),
      ),
  };
}

const toAccount = (row: AccountRow): Account => ({
  id: row.id,
  email: row.email,
  passwordHash: row.password_hash,
  roles: row.roles,
});

const toSession = (row: SessionRow): Session => ({
  id: row.id,
  accountId: row.account_id,
  secretHash: row.secret_hash,
  expiresAt: row.expires_at,
});
