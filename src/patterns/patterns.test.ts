import { describe, expect, it } from 'vitest';
import type { Module } from '#architecture/schema.js';
import type { ModuleFacts } from './module-facts.js';
import { PATTERNS } from './registry.js';

function facts(name: string, more: Partial<ModuleFacts> = {}): ModuleFacts {
  return {
    name,
    needs: [],
    subscribes: [],
    routes: true,
    paths: [],
    ports: [],
    engines: ['postgres'],
    ...more,
  };
}

/** orders reads items, which reads vendors; audit only listens. */
const WORLD = [
  facts('audit', { routes: false, subscribes: [{ message: 'orders.placed.v1', from: 'orders' }] }),
  facts('items', { needs: [{ name: 'vendors', from: 'vendors' }] }),
  facts('orders', { needs: [{ name: 'items', from: 'items' }] }),
  facts('vendors'),
];

const INPUT = {
  project: 'shop',
  modules: WORLD.map(({ name }): Module => ({
    name,
    singular: name,
    template: name,
    engine: 'postgres',
    paths: [],
  })),
  facts: new Map(WORLD.map((one) => [one.name, one])),
};

const MESSAGE = {
  kind: 'message',
  consumer: 'audit',
  producer: 'orders',
  name: 'orders.placed.v1',
};

function reads(kind: 'call' | 'replica') {
  return [
    { kind, consumer: 'items', producer: 'vendors', name: 'vendors' },
    { kind, consumer: 'orders', producer: 'items', name: 'items' },
  ];
}

describe('modular-monolith', () => {
  const { apps, links } = PATTERNS['modular-monolith'].compose(INPUT);

  it('hosts every module in one process named after the project', () => {
    expect(apps).toMatchObject([
      { name: 'shop', kind: 'process', modules: ['audit', 'items', 'orders', 'vendors'] },
    ]);
  });

  it('binds needs as calls', () => {
    expect(links).toEqual([MESSAGE, ...reads('call')]);
  });
});

describe.each(['microservices', 'event-driven'] as const)('%s', (id) => {
  const { apps, links } = PATTERNS[id].compose(INPUT);

  it('gives each module a process behind a gateway that hosts none', () => {
    expect(apps.map(({ name, kind, modules }) => [name, kind, modules])).toEqual([
      ['gateway', 'gateway', []],
      ...WORLD.map(({ name }) => [name, 'process', [name]]),
    ]);
  });

  it('binds needs as calls over the network, or as replicas when events drive it', () => {
    expect(links).toEqual([MESSAGE, ...reads(id === 'event-driven' ? 'replica' : 'call')]);
  });
});

describe('serverless', () => {
  const { apps, links } = PATTERNS.serverless.compose(INPUT);

  it('has a function per module with routes, per module that listens, and one sweep', () => {
    expect(apps.map(({ name, trigger }) => [name, trigger])).toEqual([
      ['audit-messages', 'messages'],
      ['items-http', 'http'],
      ['orders-http', 'http'],
      ['vendors-http', 'http'],
      ['sweep', 'schedule'],
    ]);
  });

  it('co-locates what a module reads, however far', () => {
    const libraries = apps.find(({ name }) => name === 'orders-http')?.libraries;
    expect(libraries).toEqual(['items', 'vendors']);
  });

  it('sweeps the outbox of every module and needs no libraries there', () => {
    const sweep = apps.at(-1);
    expect(sweep).toMatchObject({ name: 'sweep', libraries: [] });
    expect(sweep?.modules).toHaveLength(WORLD.length);
  });

  it('binds needs as calls', () => {
    expect(links).toEqual([MESSAGE, ...reads('call')]);
  });
});

it('survives modules that read each other', () => {
  const a = facts('a', { needs: [{ name: 'b', from: 'b' }] });
  const b = facts('b', { needs: [{ name: 'a', from: 'a' }] });
  const { apps } = PATTERNS.serverless.compose({
    project: 'shop',
    modules: INPUT.modules
      .slice(0, 2)
      .map((module, index) => ({ ...module, name: 'ab'.charAt(index) })),
    facts: new Map([
      ['a', a],
      ['b', b],
    ]),
  });
  expect(apps[0]).toMatchObject({ modules: ['a'], libraries: ['b'] });
});

it('says of every pattern when to use it and when not', () => {
  for (const [id, pattern] of Object.entries(PATTERNS)) {
    expect(pattern.id).toBe(id);
    expect(pattern.whenToUse.length * pattern.whenNotToUse.length).toBeGreaterThan(0);
  }
});
