import orders from '#modules/orders/index.ts';
import { createStore as ordersStore } from '#modules/orders/store.postgres.ts';
import { onPostgres } from '#platform/postgres.ts';
import { startProcess } from '#platform/process.ts';

await startProcess({
  name: 'orders',
  modules: [onPostgres(orders, ordersStore)],
  links: { 'orders.items': 'replica' },
  messages: 'broker',
});
