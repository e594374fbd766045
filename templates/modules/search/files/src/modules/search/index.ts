import { defineModule } from '#platform/module.ts';
import { search } from './contract.ts';
import { routes } from './routes.ts';
import type { SearchStore } from './store.ts';
import { subscriptions } from './subscriptions.ts';
import { useCases } from './use-cases.ts';

export default defineModule({
  contract: search,
  needs: {},
  create: ({ store }: { store: SearchStore }) => {
    const cases = useCases(store);
    return { methods: {}, subscriptions: subscriptions(cases), routes: routes(cases) };
  },
});
