import users from '#modules/users/index.ts';
import { createStore as usersStore } from '#modules/users/store.postgres.ts';
import { onPostgres } from '#platform/postgres.ts';
import { startProcess } from '#platform/process.ts';

await startProcess({
  name: 'users',
  modules: [onPostgres(users, usersStore)],
  links: {},
  messages: 'broker',
});
