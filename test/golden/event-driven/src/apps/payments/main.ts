import payments from '#modules/payments/index.ts';
import { createStore as paymentsStore } from '#modules/payments/store.postgres.ts';
import { onPostgres } from '#platform/postgres.ts';
import { startProcess } from '#platform/process.ts';

await startProcess({
  name: 'payments',
  modules: [onPostgres(payments, paymentsStore)],
  links: {},
  messages: 'broker',
});
