import { defineModule } from '#platform/module.ts';
import { auth } from './contract.ts';
import { routes } from './routes.ts';
import type { AuthStore } from './store.ts';
import { useCases } from './use-cases.ts';

export default defineModule({
  contract: auth,
  needs: {},
  create: ({ store, ports }: { store: AuthStore; ports: Parameters<typeof useCases>[1] }) => ({
    methods: {},
    subscriptions: [],
    routes: routes(useCases(store, ports)),
  }),
});
