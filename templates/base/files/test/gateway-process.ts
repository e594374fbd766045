import { startGateway } from '#platform/gateway.ts';

/** A gateway in front of two apps that a test has the addresses of. */
await startGateway({
  name: 'gateway',
  modules: [
    { name: 'away', prefixes: ['/away'] },
    { name: 'slow', prefixes: ['/slow'] },
  ],
});
