import { defineModule } from '#platform/module.ts';
import { inventory } from './contract.ts';
import { routes } from './routes.ts';
import type { InventoryStore } from './store.ts';
import { subscriptions } from './subscriptions.ts';
import { useCases } from './use-cases.ts';

export default defineModule({
  contract: inventory,
  needs: {},
  create: ({ store }: { store: InventoryStore }) => {
    const cases = useCases(store);
    return {
      methods: { getItem: cases.getItem },
      subscriptions: subscriptions(cases),
      routes: routes(cases),
    };
  },
});
