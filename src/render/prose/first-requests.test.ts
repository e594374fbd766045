import { describe, expect, it } from 'vitest';
import { firstRequests } from './first-requests.js';

const blueprint = (...modules: readonly [name: string, template: string][]) => ({
  project: 'shop',
  pattern: 'modular-monolith' as const,
  modules: modules.map(([name, template]) => ({
    name,
    singular: name,
    template,
    engine: 'postgres' as const,
    paths: [],
  })),
  apps: [],
  links: [],
  features: [],
});

describe('first requests', () => {
  it('sign in before anything else', () => {
    expect(firstRequests(blueprint(['auth', 'auth']))[0]).toContain('/auth/sign-in');
  });

  it('place an order where there are orders', () => {
    const lines = firstRequests(blueprint(['orders', 'orders'], ['inventory', 'inventory']));
    expect(lines.join('\n')).toMatch(/\/orders .*paymentToken/);
  });

  it('use the name that the user gave to a module written from the specimen', () => {
    const lines = firstRequests(blueprint(['invoices', 'sample-items'])).join('\n');
    expect(lines).toContain('/invoices');
    expect(lines).not.toContain('sample-items');
  });
});
