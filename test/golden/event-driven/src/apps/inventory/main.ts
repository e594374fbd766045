import inventory from '#modules/inventory/index.ts';
import { createStore as inventoryStore } from '#modules/inventory/store.postgres.ts';
import { onPostgres } from '#platform/postgres.ts';
import { startProcess } from '#platform/process.ts';

await startProcess({
  name: 'inventory',
  modules: [onPostgres(inventory, inventoryStore)],
  links: {},
  messages: 'broker',
});
