import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import * as z from 'zod';
import type { Blueprint } from '#architecture/schema.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { catalogFindings, danglingReferences } from '../../../test/tools/backstage.js';
import { packagesMissing } from '../../../test/tools/packages.js';
import { gitlabFindings } from '../../../test/tools/gitlab-lint.js';
import { workflowFindings } from '../../../test/tools/workflow-lint.js';
import { deployFiles as deployFilesWith, deployedIn } from './deploy.js';
import { deploymentOf } from './deployment.js';
import { exampleBlueprint } from './example-blueprint.js';

const Compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      environment: z.record(z.string(), z.string().nullable()).default({}),
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

const deployFiles = (blueprint: Blueprint) => deployFilesWith(blueprint, deploymentOf([]));

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

  it('has workflows without a fault of ours', () => {
    const workflows = files.filter(({ path }) => path.startsWith('.github/workflows/'));
    expect(workflows.length).toBe(2);
    for (const { path, content } of workflows) {
      expect(content.match(/uses: /g)?.length).toBeGreaterThan(1);
      expect(workflowFindings(path, content)).toEqual([]);
    }
  });

  it('has a GitLab pipeline without a fault, and with an image and a release of everything', () => {
    const both = { ...blueprint, features: [...blueprint.features, 'ci-gitlab'].toSorted() };
    const pipeline = contentOf(both, '.gitlab-ci.yml');
    expect(gitlabFindings('.gitlab-ci.yml', pipeline)).toEqual([]);
    const jobs = Object.keys(parse(pipeline));
    const processes = blueprint.apps.filter(({ kind }) => kind !== 'function');
    expect(jobs.filter((name) => name.startsWith('image:'))).toHaveLength(processes.length + 1);
    expect(jobs).toContain('release:prod');
    expect(JSON.parse(contentOf(both, 'renovate.json'))).toHaveProperty('extends');
  });

  it('asks GitLab for a token a role: what releases to dev could not release to prod', () => {
    const both = { ...blueprint, features: [...blueprint.features, 'ci-gitlab'].toSorted() };
    const jobs: Readonly<Record<string, { id_tokens?: { AWS_TOKEN?: { aud: string } } }>> = parse(
      contentOf(both, '.gitlab-ci.yml'),
    );
    const asked = Object.entries(jobs).flatMap(([name, { id_tokens }]) =>
      id_tokens?.AWS_TOKEN ? [[name, id_tokens.AWS_TOKEN.aud]] : [],
    );
    expect(asked).toContainEqual(['release:dev', 'shop-ci-release-dev']);
    expect(asked).toContainEqual(['release:prod', 'shop-ci-release-prod']);
    const others = asked.filter(([name]) => !name?.startsWith('release:'));
    expect(new Set(others.map(([, audience]) => audience))).toEqual(new Set(['shop-ci-push']));
  });

  it('describes itself to Backstage, with every reference in the same file', async () => {
    const content = contentOf(
      { ...blueprint, features: ['backstage', ...blueprint.features] },
      'catalog-info.yaml',
    );
    const entities = parseAllDocuments(content).map((document): unknown => document.toJS());
    expect(danglingReferences(entities)).toEqual([]);
    const kinds = entities.map((one) => z.object({ kind: z.string() }).parse(one).kind);
    expect(kinds.filter((kind) => kind === 'Component')).toHaveLength(blueprint.apps.length);
    expect(kinds.filter((kind) => kind === 'API')).toHaveLength(blueprint.modules.length);
    expect(kinds).toContain('Resource');
    if (packagesMissing() === null) expect(await catalogFindings(content)).toEqual([]);
  });

  it('releases to a cluster of AWS where Terraform makes one', () => {
    const features = [...blueprint.features, 'ci-gitlab', 'terraform-aws-eks'];
    if (pattern === 'serverless') return;
    const release = contentOf({ ...blueprint, features }, '.github/workflows/release.yml');
    expect(release).toContain('aws eks update-kubeconfig --name shop-prod');
    expect(release).toContain('deploy/k8s/rollout.sh prod');
    expect(workflowFindings('release.yml', release)).toEqual([]);
    const pipeline = contentOf({ ...blueprint, features }, '.gitlab-ci.yml');
    expect(pipeline).toContain('aws eks update-kubeconfig --name shop-dev');
    expect(gitlabFindings('.gitlab-ci.yml', pipeline)).toEqual([]);
  });

  it('releases to any cluster, with a registry of its own, where there is no Terraform', () => {
    const features = blueprint.features.filter((id) => id !== 'terraform-aws');
    if (pattern === 'serverless') return;
    const release = contentOf({ ...blueprint, features }, '.github/workflows/release.yml');
    expect(release).not.toMatch(/aws/i);
    expect(release).toContain('secrets.KUBECONFIG');
    expect(workflowFindings('release.yml', release)).toEqual([]);
  });

  it('releases nothing where neither ECS nor Kubernetes was chosen', () => {
    const local = { ...blueprint, features: ['ci-github', 'ci-gitlab', 'docker'] };
    const paths = deployFiles(local).map(({ path }) => path);
    expect(paths).not.toContain('.github/workflows/release.yml');
    expect(contentOf(local, '.github/workflows/ci.yml')).toContain('push:');
    const pipeline = contentOf(local, '.gitlab-ci.yml');
    expect(pipeline).not.toMatch(/environment:|release:|image.sh push|id_tokens/);
    expect(gitlabFindings('.gitlab-ci.yml', pipeline)).toEqual([]);
  });

  it('writes nothing when no feature is chosen', () => {
    expect(deployFiles({ ...blueprint, features: [] })).toEqual([]);
  });

  it('keeps exactly the Terraform modules that the root calls', () => {
    const main = contentOf(blueprint, 'infra/main.tf');
    for (const name of ['network', 'function', 'container-service', 'broker', 'table']) {
      const called = main.includes(`"./modules/${name}"`);
      expect(deployedIn(blueprint)(`infra/modules/${name}/main.tf`)).toBe(called);
    }
    expect(deployedIn(blueprint)('infra/versions.tf')).toBe(true);
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
          if (/PASSWORD|SECRET|_JWK$|TOKEN/.test(key))
            expect(value ?? '${A:?').toMatch(/^\$\{\w+:\?/);
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
  const RELEASE = '.github/workflows/release.yml';
  const both = (features: readonly string[]): Blueprint => ({
    ...blueprint,
    features: [...features, 'ci-github', 'ci-gitlab'],
  });
  const Steps = z.object({
    needs: z.union([z.string(), z.array(z.string())]).optional(),
    permissions: z.record(z.string(), z.string()).optional(),
    steps: z
      .array(z.object({ run: z.string().optional(), uses: z.string().optional() }))
      .default([]),
  });
  const jobsOf = (released: Blueprint) =>
    z.object({ jobs: z.record(z.string(), Steps) }).parse(parse(contentOf(released, RELEASE))).jobs;
  const runs = (job: z.infer<typeof Steps> | undefined): readonly string[] =>
    (job?.steps ?? []).map(({ run, uses }) => run ?? uses ?? '');

  it('are built, scanned, signed and uploaded once, after everything was verified', () => {
    const { functions } = jobsOf(both(blueprint.features));
    expect(functions?.needs).toBe('verify');
    const found = runs(functions);
    const places = [
      'package-functions.sh',
      'scan-action',
      'packages.sh push',
      'actions/attest',
    ].map((part) => found.findIndex((run) => run.includes(part)));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(functions?.permissions).toEqual({
      contents: 'read',
      'id-token': 'write',
      attestations: 'write',
    });
  });

  it('are released from what was signed, to prod after dev', () => {
    const jobs = jobsOf(both(blueprint.features));
    expect(jobs['release-dev']?.needs).toEqual(['plan', 'image', 'functions']);
    expect(jobs['release-prod']?.needs).toEqual(['plan', 'release-dev']);
    const found = runs(jobs['release-prod']);
    const pulled = found.findIndex((run) => run.startsWith('infra/packages.sh pull --certificate'));
    expect(pulled).toBeGreaterThan(0);
    expect(found.at(-1)).toBe('node infra/release-functions.ts prod "$RELEASE" digests "$URL"');
    expect(jobs['release-prod']?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    const pipeline = parse(contentOf(both(blueprint.features), '.gitlab-ci.yml'));
    expect(pipeline.upload.needs).toEqual(['package', 'scan']);
    expect(pipeline['release:dev'].needs).toEqual(['digests', 'upload']);
    expect(pipeline['release:prod'].script.at(-1)).toContain('infra/release-functions.ts prod');
  });

  it('are released without images where nothing is migrated', () => {
    const features = ['ci-github', 'ci-gitlab', 'docker', 'terraform-aws'];
    const tables = exampleBlueprint({ pattern: 'serverless', engine: 'dynamodb', features });
    const jobs = jobsOf(tables);
    expect(Object.keys(jobs)).toEqual(['verify', 'functions', 'release-dev', 'release-prod']);
    expect(contentOf(tables, RELEASE)).not.toMatch(/docker|REGISTRY/);
    expect(workflowFindings('release.yml', contentOf(tables, RELEASE))).toEqual([]);
    const pipeline = contentOf(tables, '.gitlab-ci.yml');
    expect(gitlabFindings('.gitlab-ci.yml', pipeline)).toEqual([]);
    expect(parse(pipeline)['release:dev'].needs).toEqual(['upload']);
    expect(contentOf(tables, 'infra/variables.tf')).not.toContain('variable "release"');
    expect(contentOf(tables, 'docs/delivery.md')).not.toMatch(/image|migrations;/i);
  });

  it('are not released without Terraform, nor where nothing could migrate their databases', () => {
    const why = (features: readonly string[]) => {
      const local = both(features);
      expect(deployFiles(local).map(({ path }) => path)).not.toContain(RELEASE);
      expect(parse(contentOf(local, '.gitlab-ci.yml'))).not.toHaveProperty('upload');
      return contentOf(local, 'docs/delivery.md');
    };
    expect(why(['docker'])).toContain('Nothing is released: Terraform was not chosen.');
    expect(why(['terraform-aws'])).toContain('migrations need an image, and Docker was not chosen');
  });

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
