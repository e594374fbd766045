import { describe, expect, it } from 'vitest';
import { Blueprint } from '#architecture/schema.js';
import type { Feature } from '#features/contribution.js';
import { CATALOGUE } from './catalogue.js';
import type { ModuleFacts } from '#patterns/module-facts.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { design, type DesignInput } from './design.js';

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

const FACTS = new Map(
  [
    facts('auth', { paths: ['/.well-known'] }),
    facts('users', { subscribes: [{ message: 'auth.opened.v1', from: 'auth' }] }),
    facts('inventory', { engines: ['postgres', 'dynamodb'] }),
    facts('orders', {
      needs: [{ name: 'items', from: 'inventory' }],
      subscribes: [{ message: 'payments.charged.v1', from: 'payments' }],
    }),
    facts('payments', { engines: ['dynamodb', 'postgres'] }),
    facts('sample-items', {
      subscribes: [{ message: 'sample-items.archive.v1', from: 'sample-items' }],
    }),
  ].map((one) => [one.name, one]),
);

const ORDERS = { singular: 'order', plural: 'orders' };
const USERS = { singular: 'user', plural: 'users' };
const LINES = { singular: 'line-item', plural: 'line-items' };

function run(more: Partial<DesignInput> = {}) {
  return design({
    project: 'shop',
    pattern: 'modular-monolith',
    modules: [ORDERS],
    features: [],
    facts: FACTS,
    catalogue: CATALOGUE,
    ...more,
  });
}

function designed(more: Partial<DesignInput> = {}) {
  const result = run(more);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

function codes(more: Partial<DesignInput>): string[] {
  const result = run(more);
  return result.ok ? [] : result.problems.map(({ code }) => code);
}

function names(more: Partial<DesignInput> = {}): string[] {
  return designed(more).blueprint.modules.map(({ name }) => name);
}

describe('modules', () => {
  it('starts with auth and adds what a chosen module needs, aloud', () => {
    const { notes } = designed();
    expect(names()).toEqual(['auth', 'inventory', 'orders', 'payments']);
    expect(notes.map(({ message }) => message)).toEqual([
      'inventory added: orders needs it.',
      'payments added: orders needs it.',
    ]);
  });

  it('adds nothing twice, and says nothing of what was chosen', () => {
    const modules = [ORDERS, { singular: 'inventory', plural: 'inventory' }, USERS];
    const { notes } = designed({ modules });
    expect(notes.map(({ message }) => message)).toEqual(['payments added: orders needs it.']);
  });

  it('accepts auth by name and no modules at all', () => {
    expect(names({ modules: [{ singular: 'auth', plural: 'auth' }] })).toEqual(['auth']);
    expect(names({ modules: [] })).toEqual(['auth']);
  });

  it('writes unknown modules from the specimen, in their own words', () => {
    const { modules, links } = designed({ modules: [LINES] }).blueprint;
    expect(modules[1]).toEqual({
      name: 'line-items',
      singular: 'line-item',
      template: 'sample-items',
      engine: 'postgres',
      paths: ['/line-items'],
    });
    expect(links).toEqual([
      {
        kind: 'message',
        consumer: 'line-items',
        producer: 'line-items',
        name: 'line-items.archive.v1',
      },
    ]);
  });

  it('says where each module answers', () => {
    expect(designed().blueprint.modules[0]?.paths).toEqual(['/auth', '/.well-known']);
  });

  it('gives the same blueprint for any order of modules', () => {
    const one = designed({ modules: [ORDERS, LINES, USERS] });
    const other = designed({ modules: [USERS, LINES, ORDERS] });
    expect(other.blueprint).toEqual(one.blueprint);
  });

  it('refuses a word that two modules share', () => {
    expect(codes({ modules: [USERS, USERS] })).toEqual(['MODULE_TWICE']);
    const item = { singular: 'line-item', plural: 'lines' };
    expect(codes({ modules: [LINES, item] })).toEqual(['MODULE_TWICE']);
    const stocks = { singular: 'inventory', plural: 'inventories' };
    expect(codes({ modules: [stocks] })).toEqual([]);
    expect(codes({ modules: [ORDERS, stocks] })).toEqual(['MODULE_TWICE']);
  });

  it('refuses the name of an app of the pattern, and only there', () => {
    const modules = [{ singular: 'gate', plural: 'gateway' }];
    expect(codes({ modules, pattern: 'microservices' })).toEqual(['MODULE_NAME_TAKEN']);
    expect(codes({ modules })).toEqual([]);
  });

  it('reports a template that is not there', () => {
    const without = new Map([...FACTS].filter(([name]) => name !== 'payments'));
    expect(codes({ facts: without })).toEqual(['MODULE_TEMPLATE_MISSING']);
  });
});

describe('features', () => {
  it('takes the defaults of the pattern, without the declined ones', () => {
    const all = designed({ pattern: 'event-driven' }).blueprint.features;
    expect(all).toEqual([
      'broker-kafka',
      'ci-github',
      'docker',
      'k8s-kustomize',
      'observability',
      'terraform-aws',
    ]);
    const fewer = designed({ pattern: 'event-driven', without: ['broker-kafka'] });
    expect(fewer.blueprint.features).toEqual(all.slice(1));
  });

  it('moves modules that have a store for it to an engine that was chosen', () => {
    const { modules } = designed({ pattern: 'serverless', features: ['dynamodb'] }).blueprint;
    expect(modules.map(({ name, engine }) => [name, engine])).toEqual([
      ['auth', 'postgres'],
      ['inventory', 'dynamodb'],
      ['orders', 'postgres'],
      ['payments', 'dynamodb'],
    ]);
    expect(designed().blueprint.modules.at(-1)).toMatchObject({ engine: 'postgres' });
  });

  it('names the nearest feature for a typo', () => {
    const result = run({ features: ['broker-kafak'] });
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'FEATURE_UNKNOWN' }] });
    expect(JSON.stringify(result)).toContain('broker-kafka');
  });

  it('refuses a feature outside its patterns, a missing requirement and a contradiction', () => {
    expect(codes({ features: ['dynamodb'] })).toEqual(['FEATURE_NOT_FOR_PATTERN']);
    expect(codes({ without: ['docker', 'observability'] })).toEqual(['FEATURE_REQUIRES']);
    expect(codes({ features: ['ci-github'], without: ['ci-github'] })).toEqual([
      'FEATURE_CONTRADICTION',
    ]);
    expect(codes({ features: ['constructor'] })).toEqual(['FEATURE_UNKNOWN']);
  });

  it('refuses two features that exclude each other', () => {
    const base: Feature = {
      id: 'one',
      group: 'product' as const,
      title: '',
      summary: '',
      requires: [],
      conflicts: ['other'],
      patterns: PATTERN_IDS,
      defaultFor: [],
      contributes: [],
    };
    const features = { one: base, other: { ...base, id: 'other', conflicts: [] } };
    const catalogue = { ...CATALOGUE, features };
    expect(codes({ catalogue, features: ['one', 'other'] })).toEqual(['FEATURE_CONFLICT']);
  });
});

it.each(PATTERN_IDS)('a blueprint of %s parses as one', (pattern) => {
  const { blueprint } = designed({ pattern, modules: [ORDERS, LINES, USERS] });
  expect(Blueprint.parse(JSON.parse(JSON.stringify(blueprint)))).toEqual(blueprint);
});

describe('features that bring modules and extensions', () => {
  const email: Feature = {
    id: 'email',
    title: 'E-mail',
    summary: 'Mail.',
    group: 'product',
    modules: [{ singular: 'notification', plural: 'notifications' }],
    requires: [],
    conflicts: [],
    patterns: PATTERN_IDS,
    defaultFor: [],
    contributes: [
      { kind: 'extension', name: 'mail-smtp', port: 'mail' },
      { kind: 'extension', name: 'tracing', port: null },
    ],
  };
  const catalogue = { ...CATALOGUE, features: { ...CATALOGUE.features, email } };
  const withMail = new Map([
    ...FACTS,
    ['notifications', facts('notifications', { ports: ['mail'] })] as const,
  ]);
  const NOTIFICATIONS = { singular: 'notification', plural: 'notifications' };
  const choice = { catalogue, facts: withMail, features: ['email'] };

  it('adds the module once, also when it was chosen by name', () => {
    expect(names(choice)).toContain('notifications');
    const modules = [ORDERS, NOTIFICATIONS];
    expect(names({ ...choice, modules })).toEqual(names(choice));
  });

  it('gives an extension to the apps whose modules ask for its port, and to no gateway', () => {
    const { apps } = designed({ ...choice, pattern: 'microservices' }).blueprint;
    const extensions = Object.fromEntries(apps.map((app) => [app.name, app.extensions]));
    expect(extensions).toMatchObject({
      gateway: [],
      orders: ['tracing'],
      notifications: ['mail-smtp', 'tracing'],
    });
  });

  it('refuses its module without the feature, whose parts it needs', () => {
    expect(codes({ ...choice, features: [], modules: [NOTIFICATIONS] })).toEqual([
      'MODULE_OF_FEATURE',
    ]);
  });

  it('adds nothing without the feature', () => {
    const { apps, modules } = designed({ ...choice, features: [] }).blueprint;
    expect(modules.map(({ name }) => name)).not.toContain('notifications');
    expect(apps.flatMap((app) => app.extensions)).toEqual([]);
  });
});
