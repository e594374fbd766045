import { defineModule } from '#platform/module.ts';
import { invoices } from './contract.ts';
import { routes } from './routes.ts';
import type { InvoicesStore } from './store.ts';
import { useCases } from './use-cases.ts';

export default defineModule({
  contract: invoices,
  needs: {},
  create: ({ store }: { store: InvoicesStore }) => {
    const cases = useCases(store);
    return {
      methods: { getInvoice: cases.getInvoice },
      subscriptions: [],
      routes: routes(cases),
    };
  },
});
