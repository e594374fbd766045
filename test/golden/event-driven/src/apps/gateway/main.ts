import { startGateway } from '#platform/gateway.ts';

await startGateway({
  name: 'gateway',
  modules: [
    { name: 'auth', prefixes: ['/auth', '/.well-known'] },
    { name: 'inventory', prefixes: ['/inventory'] },
    { name: 'invoices', prefixes: ['/invoices'] },
    { name: 'orders', prefixes: ['/orders'] },
    { name: 'payments', prefixes: ['/payments'] },
    { name: 'users', prefixes: ['/users'] },
  ],
});
