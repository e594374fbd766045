import auth from '#modules/auth/index.ts';
import { createStore as authStore } from '#modules/auth/store.postgres.ts';
import invoices from '#modules/invoices/index.ts';
import { createStore as invoicesStore } from '#modules/invoices/store.postgres.ts';
import { onPostgres } from '#platform/postgres.ts';
import { startProcess } from '#platform/process.ts';

await startProcess({
  name: 'shop',
  modules: [onPostgres(auth, authStore), onPostgres(invoices, invoicesStore)],
  links: {},
  messages: 'in-process',
});
