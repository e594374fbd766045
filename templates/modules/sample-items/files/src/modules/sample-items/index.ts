import { defineModule } from '#platform/module.ts';
import { sampleItems } from './contract.ts';
import { routes } from './routes.ts';
import type { SampleItemsStore } from './store.ts';
import { useCases } from './use-cases.ts';

export default defineModule({
  contract: sampleItems,
  needs: {},
  create: ({ store }: { store: SampleItemsStore }) => {
    const cases = useCases(store);
    return {
      methods: { getSampleItem: cases.getSampleItem },
      subscriptions: [],
      routes: routes(cases),
    };
  },
});
