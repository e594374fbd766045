import { defineModule } from '#platform/module.ts';
import { users } from './contract.ts';
import { routes } from './routes.ts';
import type { UsersStore } from './store.ts';
import { subscriptions } from './subscriptions.ts';
import { useCases } from './use-cases.ts';

export default defineModule({
  contract: users,
  needs: {},
  create: ({ store }: { store: UsersStore }) => {
    const cases = useCases(store);
    return {
      methods: { getUser: cases.getUser },
      subscriptions: subscriptions(cases),
      routes: routes(cases),
    };
  },
});
