import { defineModule, type Ports } from '#platform/module.ts';
import { notifications } from './contract.ts';
import { routes } from './routes.ts';
import type { NotificationsStore } from './store.ts';
import { subscriptions } from './subscriptions.ts';
import { useCases } from './use-cases.ts';

export default defineModule({
  contract: notifications,
  needs: {},
  create: ({ store, ports }: { store: NotificationsStore; ports: Pick<Ports, 'mail'> }) => {
    const cases = useCases(store, ports.mail);
    return { methods: {}, subscriptions: subscriptions(cases), routes: routes(cases) };
  },
});
