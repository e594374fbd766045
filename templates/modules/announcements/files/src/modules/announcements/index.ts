import { defineModule, type Ports } from '#platform/module.ts';
import { announcements } from './contract.ts';
import { routes } from './routes.ts';
import type { AnnouncementsStore } from './store.ts';
import { useCases } from './use-cases.ts';

export default defineModule({
  contract: announcements,
  needs: {},
  create: ({ store, ports }: { store: AnnouncementsStore; ports: Pick<Ports, 'flags'> }) => ({
    methods: {},
    subscriptions: [],
    routes: routes(useCases(store, ports.flags)),
  }),
});
