import pg from 'pg';
import { asModule, inTransaction } from '#platform/postgres-pool.ts';
import { postgresOutbox } from '#platform/postgres-messaging.ts';
import { startRelay } from '#platform/relay.ts';
import { asTenant } from '#platform/tenant.ts';
import { PROOF_TENANT } from '#test/database.ts';
import { silent } from '#test/silent-log.ts';

/** A relay in a process of its own, to be killed: it publishes to a table, slowly. */
const pool = new pg.Pool({ connectionString: process.env['PROOF_URL'], max: 4 });
startRelay(
  [postgresOutbox(pool, 'proof')],
  async ({ id }) => {
    await asTenant(PROOF_TENANT, () =>
      asModule(pool, 'proof', (client) =>
        inTransaction(client, () => client.query('insert into published (id) values ($1)', [id])),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 10));
  },
  silent,
);
