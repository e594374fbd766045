import { refuse } from '#platform/errors.ts';
import type { PostgresUnit } from '#platform/postgres.ts';
import { auth } from './contract.ts';
import type { Account } from './domain.ts';
import type { AuthStore } from './store.ts';

interface AccountRow extends Record<string, unknown> {
  id: string;
  email: string;
  password_hash: string;
  roles: string[];
}

export function createStore(unit: PostgresUnit): AuthStore {
  return {
    findByEmail: (email) =>
      unit.read(async (sql) => {
        const [row] = await sql<AccountRow>(
          'select id, email, password_hash, roles from account where email = $1',
          [email],
        );
        return row ? toAccount(row) : null;
      }),
    add: (call, account, changes) =>
      unit.commit(call, changes, async (sql) => {
        const added = await sql(
          'insert into account (id, email, password_hash, roles) values ($1, $2, $3, $4) on conflict (email) do nothing returning id',
          [account.id, account.email, account.passwordHash, account.roles],
        );
        if (added.length === 0)
          throw refuse(auth, 'email-taken', 'There is already an account with this address');
      }),
  };
}

const toAccount = (row: AccountRow): Account => ({
  id: row.id,
  email: row.email,
  passwordHash: row.password_hash,
  roles: row.roles,
});
