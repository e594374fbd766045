import { defineModule } from '#platform/module.ts';
import { reports } from './contract.ts';
import { jobs } from './jobs.ts';
import { routes } from './routes.ts';
import type { ReportsStore } from './store.ts';
import { subscriptions } from './subscriptions.ts';
import { useCases } from './use-cases.ts';

export default defineModule({
  contract: reports,
  needs: {},
  create: ({ store, ports }: { store: ReportsStore; ports: { now: () => Date } }) => {
    const cases = useCases(store, ports.now);
    return {
      methods: {},
      subscriptions: subscriptions(cases),
      routes: routes(cases),
      jobs: jobs(cases),
    };
  },
});
