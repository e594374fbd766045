import { defineModule, type Ports } from '#platform/module.ts';
import { inventory } from './contract.ts';
import { routes } from './routes.ts';
import type { InventoryStore } from './store.ts';
import { subscriptions } from './subscriptions.ts';
import { useCases } from './use-cases.ts';

export default defineModule({
  contract: inventory,
  needs: {},
  create: ({ store, ports }: { store: InventoryStore; ports: Pick<Ports, 'cache'> }) => {
    const cases = useCases(store, ports.cache);
    return {
      methods: { getItem: cases.getItem },
      subscriptions: subscriptions(cases),
      routes: routes(cases),
    };
  },
});
