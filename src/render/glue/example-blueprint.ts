import type { Blueprint, Engine, Module } from '#architecture/schema.js';
import type { ModuleFacts } from '#patterns/module-facts.js';
import { PATTERNS } from '#patterns/registry.js';
import type { PatternId } from '#shared/pattern-id.js';

interface Choice {
  readonly pattern: PatternId;
  readonly features?: readonly string[];
  readonly engine?: Engine;
  readonly without?: readonly string[];
}

const NAMES = ['auth', 'users', 'inventory', 'orders', 'payments', 'invoices'];

const SUBSCRIBES: Readonly<Record<string, readonly (readonly [message: string, from: string])[]>> =
  {
    users: [['auth.account-opened.v1', 'auth']],
    inventory: [['inventory.reserve-stock.v1', 'inventory']],
    orders: [
      ['inventory.stock-reserved.v1', 'inventory'],
      ['payments.charged.v1', 'payments'],
    ],
    payments: [['payments.charge.v1', 'payments']],
  };

function pathsOf(name: string): string[] {
  return name === 'auth' ? ['/auth', '/.well-known'] : [`/${name}`];
}

function factsOf(name: string): ModuleFacts {
  return {
    name,
    needs: name === 'orders' ? [{ name: 'items', from: 'inventory' }] : [],
    subscribes: (SUBSCRIBES[name] ?? []).map(([message, from]) => ({ message, from })),
    routes: true,
    paths: name === 'auth' ? ['/.well-known'] : [],
    engines: ['postgres', 'dynamodb'],
    ports: [],
  };
}

/** Features that a pattern has unless others are chosen. */
function usualFeatures(pattern: PatternId): readonly string[] {
  return [
    ...(pattern === 'event-driven' ? ['broker-kafka'] : []),
    'ci-github',
    'docker',
    ...(pattern === 'serverless' ? [] : ['k8s-kustomize']),
    'terraform-aws',
  ];
}

/** A shop in a pattern: what the writers of this folder are tried on. */
export function exampleBlueprint({ pattern, features, engine, without = [] }: Choice): Blueprint {
  const names = NAMES.filter((name) => !without.includes(name));
  const modules = names.map((name): Module => ({
    name,
    singular: name,
    template: name,
    engine: engine ?? 'postgres',
    paths: pathsOf(name),
  }));
  const facts = new Map(names.map((name) => [name, factsOf(name)]));
  const { apps, links } = PATTERNS[pattern].compose({ project: 'shop', modules, facts });
  return {
    project: 'shop',
    pattern,
    modules,
    apps: apps.map((app) => ({ ...app, extensions: [] })),
    links: [...links],
    features: [...(features ?? usualFeatures(pattern))],
  };
}
