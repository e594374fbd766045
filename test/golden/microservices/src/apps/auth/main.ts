import auth from '#modules/auth/index.ts';
import { createStore as authStore } from '#modules/auth/store.postgres.ts';
import { onPostgres } from '#platform/postgres.ts';
import { startProcess } from '#platform/process.ts';

await startProcess({
  name: 'auth',
  modules: [onPostgres(auth, authStore)],
  links: {},
  messages: 'in-process',
});
