import { defineModule, type Ports } from '#platform/module.ts';
import { documents } from './contract.ts';
import { routes } from './routes.ts';
import type { DocumentsStore } from './store.ts';
import { subscriptions } from './subscriptions.ts';
import { useCases } from './use-cases.ts';

export default defineModule({
  contract: documents,
  needs: {},
  create: ({ store, ports }: { store: DocumentsStore; ports: Pick<Ports, 'files'> }) => {
    const cases = useCases(store, ports.files);
    return { methods: {}, subscriptions: subscriptions(cases), routes: routes(cases) };
  },
});
