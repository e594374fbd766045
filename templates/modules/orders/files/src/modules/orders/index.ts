import { inventory } from '#modules/inventory/contract.ts';
import { defineModule, need } from '#platform/module.ts';
import { orders } from './contract.ts';
import { itemsReplica } from './replicas/items/index.ts';
import { routes } from './routes.ts';
import type { OrdersStore } from './store.ts';
import { subscriptions } from './subscriptions.ts';
import { useCases } from './use-cases.ts';

export default defineModule({
  contract: orders,
  needs: { items: need(inventory, ['getItem'], itemsReplica) },
  create: ({
    store,
    needs,
  }: {
    store: OrdersStore;
    needs: { items: Parameters<typeof useCases>[1] };
  }) => {
    const cases = useCases(store, needs.items);
    return { methods: {}, subscriptions: subscriptions(cases), routes: routes(cases) };
  },
});
