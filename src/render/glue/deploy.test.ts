import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import * as z from 'zod';
import type { Blueprint } from '#architecture/schema.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { deployFiles, isDeployed } from './deploy.js';
import { exampleBlueprint } from './example-blueprint.js';

const Compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      environment: z.record(z.string(), z.string()).default({}),
      depends_on: z.record(z.string(), z.unknown()).default({}),
      ports: z.array(z.string()).optional(),
      read_only: z.boolean().optional(),
    }),
  ),
});

const Data = z.object({
  apps: z.record(
    z.string(),
    z.object({
      secrets: z.record(z.string(), z.string()),
      message_types: z.array(z.string()).optional(),
      paths: z.array(z.string()).optional(),
    }),
  ),
  migrations: z.record(z.string(), z.unknown()).optional(),
  tables: z.array(z.string()).optional(),
});

function contentOf(blueprint: Blueprint, path: string): string {
  const found = deployFiles(blueprint).find((file) => file.path === path);
  if (found === undefined) throw new Error(`${path} was not written`);
  return found.content;
}

const composeOf = (blueprint: Blueprint) =>
  Compose.parse(parse(contentOf(blueprint, 'deploy/compose.yaml'))).services;
const dataOf = (blueprint: Blueprint) =>
  Data.parse(JSON.parse(contentOf(blueprint, 'infra/terraform.tfvars.json')));

describe.each(PATTERN_IDS)('deployFiles for %s', (pattern) => {
  const blueprint = exampleBlueprint({ pattern });
  const files = deployFiles(blueprint);

  it('writes no path twice', () => {
    const paths = files.map((file) => file.path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('gives the same bytes for the same blueprint', () => {
    expect(deployFiles(structuredClone(blueprint))).toEqual(files);
  });

  it('deploys every app with Terraform, and no other', () => {
    const names = blueprint.apps.map((app) => app.name).toSorted();
    expect(Object.keys(dataOf(blueprint).apps).toSorted()).toEqual(names);
  });

  it('pins every action by commit, with its version as a comment', () => {
    const workflow = contentOf(blueprint, '.github/workflows/ci.yml');
    const uses = [...workflow.matchAll(/uses: (.*)/g)].map((found) => found[1]);
    expect(uses.length).toBeGreaterThan(1);
    for (const one of uses) expect(one).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('writes nothing when no feature is chosen', () => {
    expect(deployFiles({ ...blueprint, features: [] })).toEqual([]);
  });

  it('keeps exactly the Terraform modules that the root calls', () => {
    const main = contentOf(blueprint, 'infra/main.tf');
    for (const name of ['network', 'function', 'container-service', 'broker', 'table']) {
      const called = main.includes(`"./modules/${name}"`);
      expect(isDeployed(blueprint, `infra/modules/${name}/main.tf`)).toBe(called);
    }
    expect(isDeployed(blueprint, 'infra/versions.tf')).toBe(true);
  });
});

describe.each(['modular-monolith', 'microservices', 'event-driven'] as const)(
  'the processes of %s',
  (pattern) => {
    const blueprint = exampleBlueprint({ pattern });
    const services = composeOf(blueprint);
    const names = blueprint.apps.map((app) => app.name);

    it('run locked in compose, and only the entrance has a port', () => {
      for (const name of names) expect(services[name]?.read_only).toBe(true);
      const entrance = pattern === 'modular-monolith' ? 'shop' : 'gateway';
      expect(names.filter((name) => services[name]?.ports)).toEqual([entrance]);
    });

    it('get a manifest each', () => {
      for (const name of names) {
        const manifest = contentOf(blueprint, `deploy/k8s/base/apps/${name}.yaml`);
        const kinds = parseAllDocuments(manifest).map((document) => String(document.get('kind')));
        expect(kinds).toEqual([
          'ServiceAccount',
          'Service',
          'Deployment',
          'HorizontalPodAutoscaler',
          'PodDisruptionBudget',
          'NetworkPolicy',
        ]);
      }
    });

    it('hold no secret in any file: only references', () => {
      for (const { environment } of Object.values(services)) {
        for (const [key, value] of Object.entries(environment)) {
          if (/PASSWORD|SECRET|_JWK$|TOKEN/.test(key)) expect(value).toMatch(/^\$\{\w+:[?-]/);
        }
      }
    });

    it('wait for their migrations', () => {
      const waiting = names.filter((name) =>
        Object.keys(services[name]?.depends_on ?? {}).some((other) => other.startsWith('migrate-')),
      );
      const stateful = blueprint.apps.filter((app) => app.modules.length > 0);
      expect(waiting).toEqual(stateful.map((app) => app.name));
    });
  },
);

describe('links between processes', () => {
  const policyOf = (blueprint: Blueprint, app: string) =>
    contentOf(blueprint, `deploy/k8s/base/apps/${app}.yaml`).split('kind: NetworkPolicy')[1] ?? '';

  it('give a caller the URL of what it calls, and the gateway all of them', () => {
    const services = composeOf(exampleBlueprint({ pattern: 'microservices' }));
    expect(services['orders']?.environment).toHaveProperty(
      'APP_URL_INVENTORY',
      'http://inventory:3000',
    );
    expect(services['orders']?.environment).not.toHaveProperty('APP_URL_USERS');
    const urls = Object.keys(services['gateway']?.environment ?? {});
    expect(urls.filter((key) => key.startsWith('APP_URL_'))).toHaveLength(6);
  });

  it('open the network between the two apps and for nobody else', () => {
    const blueprint = exampleBlueprint({ pattern: 'microservices' });
    expect(policyOf(blueprint, 'inventory')).toContain('app.kubernetes.io/name: orders');
    expect(policyOf(blueprint, 'inventory')).not.toContain('app.kubernetes.io/name: payments');
  });

  it('need no call where reads are answered by a replica', () => {
    const blueprint = exampleBlueprint({ pattern: 'event-driven' });
    expect(policyOf(blueprint, 'inventory')).not.toContain('app.kubernetes.io/name: orders');
    const { environment } = composeOf(blueprint)['orders'] ?? { environment: {} };
    expect(environment).not.toHaveProperty('APP_URL_INVENTORY');
  });

  it('stay inside the process of a modular monolith', () => {
    const { environment } = composeOf(exampleBlueprint({ pattern: 'modular-monolith' }))[
      'shop'
    ] ?? {
      environment: {},
    };
    expect(Object.keys(environment).filter((key) => key.startsWith('APP_URL_'))).toEqual([]);
    expect(environment).not.toHaveProperty('BROKER_URL');
  });
});

describe('stores', () => {
  it('are a database per process where modules are apart, and one where they are together', () => {
    const apart = dataOf(exampleBlueprint({ pattern: 'microservices' })).migrations ?? {};
    const together = dataOf(exampleBlueprint({ pattern: 'modular-monolith' })).migrations ?? {};
    expect(Object.keys(apart)).toHaveLength(6);
    expect(Object.keys(together)).toEqual(['shop']);
  });

  it('include Kafka with its feature, and else a database for the log', () => {
    const kafka = composeOf(exampleBlueprint({ pattern: 'event-driven' }));
    const log = composeOf(exampleBlueprint({ pattern: 'event-driven', features: ['docker'] }));
    expect(kafka['orders']?.environment['BROKER_URL']).toBe('kafka://kafka:9092');
    expect(kafka['postgres']?.environment).not.toHaveProperty('BROKER_DATABASE');
    expect(log).not.toHaveProperty('kafka');
    expect(log['orders']?.environment['BROKER_URL']).toMatch(/@postgres:5432\/broker$/);
    expect(log['postgres']?.environment['BROKER_DATABASE']).toBe('broker');
  });

  it('are tables and no server when every module is on DynamoDB', () => {
    const features = ['docker', 'terraform-aws'];
    const blueprint = exampleBlueprint({ pattern: 'serverless', engine: 'dynamodb', features });
    expect(composeOf(blueprint)).not.toHaveProperty('postgres');
    expect(dataOf(blueprint).migrations).toBeUndefined();
    expect(dataOf(blueprint).tables).toHaveLength(6);
    expect(contentOf(blueprint, 'infra/main.tf')).not.toContain('modules/network');
  });
});

describe('functions', () => {
  const blueprint = exampleBlueprint({ pattern: 'serverless' });

  it('have no manifests', () => {
    expect(deployFiles(blueprint).filter((file) => file.path.includes('k8s'))).toEqual([]);
  });

  it('get only the messages that their module subscribes to', () => {
    const { apps } = dataOf(blueprint);
    expect(apps['payments-messages']?.message_types).toEqual(['payments.charge.v1']);
    expect(apps['payments-http']?.message_types).toEqual([]);
  });

  it('answer below the paths of their module', () => {
    expect(dataOf(blueprint).apps['auth-http']?.paths).toEqual(['/auth', '/.well-known']);
  });

  it('read the key that signs tokens only where auth runs', () => {
    const { apps } = dataOf(blueprint);
    const readers = Object.keys(apps).filter((name) => apps[name]?.secrets['AUTH_PRIVATE_JWK']);
    expect(readers).toEqual(['auth-http']);
  });
});
