import invoices from '#modules/invoices/index.ts';
import { createStore as invoicesStore } from '#modules/invoices/store.postgres.ts';
import { onPostgres } from '#platform/postgres.ts';
import { startProcess } from '#platform/process.ts';

await startProcess({
  name: 'invoices',
  modules: [onPostgres(invoices, invoicesStore)],
  links: {},
  messages: 'in-process',
});
