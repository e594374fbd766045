import auth from '#modules/auth/index.ts';
import { createStore as authStore } from '#modules/auth/store.postgres.ts';
import { httpFunction } from '#platform/functions.ts';
import { onPostgres } from '#platform/postgres.ts';

export const handler = httpFunction({
  name: 'auth-http',
  modules: [onPostgres(auth, authStore)],
  links: {},
});
