import invoices from '#modules/invoices/index.ts';
import { createStore as invoicesStore } from '#modules/invoices/store.postgres.ts';
import { httpFunction } from '#platform/functions.ts';
import { onPostgres } from '#platform/postgres.ts';

export const handler = httpFunction({
  name: 'invoices-http',
  modules: [onPostgres(invoices, invoicesStore)],
  links: {},
});
