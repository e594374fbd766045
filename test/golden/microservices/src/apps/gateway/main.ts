import { startGateway } from '#platform/gateway.ts';

await startGateway({
  name: 'gateway',
  modules: [
    { name: 'auth', prefixes: ['/auth', '/.well-known'] },
    { name: 'invoices', prefixes: ['/invoices'] },
  ],
});
