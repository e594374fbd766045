import { defineModule, type Ports } from '#platform/module.ts';
import { assistant } from './contract.ts';
import { routes } from './routes.ts';
import type { AssistantStore } from './store.ts';
import { useCases } from './use-cases.ts';

export default defineModule({
  contract: assistant,
  needs: {},
  create: ({ store, ports }: { store: AssistantStore; ports: Pick<Ports, 'ai' | 'now'> }) => ({
    methods: {},
    subscriptions: [],
    routes: routes(useCases(store, ports.ai, ports.now)),
  }),
});
