import { defineModule } from '#platform/module.ts';
import { payments } from './contract.ts';
import { routes } from './routes.ts';
import type { PaymentsStore } from './store.ts';
import { subscriptions } from './subscriptions.ts';
import { useCases } from './use-cases.ts';

export default defineModule({
  contract: payments,
  needs: {},
  create: ({ store }: { store: PaymentsStore }) => {
    const cases = useCases(store);
    return { methods: {}, subscriptions: subscriptions(cases), routes: routes(cases) };
  },
});
