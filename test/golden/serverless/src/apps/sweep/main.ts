import auth from '#modules/auth/index.ts';
import { createStore as authStore } from '#modules/auth/store.postgres.ts';
import invoices from '#modules/invoices/index.ts';
import { createStore as invoicesStore } from '#modules/invoices/store.postgres.ts';
import { sweepFunction } from '#platform/functions.ts';
import { onPostgres } from '#platform/postgres.ts';

export const handler = sweepFunction({
  name: 'sweep',
  modules: [onPostgres(auth, authStore), onPostgres(invoices, invoicesStore)],
  links: {},
});
