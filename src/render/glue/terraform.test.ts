import { describe, expect, it } from 'vitest';
import type { Blueprint } from '#architecture/schema.js';
import { deployedIn } from './deploy.js';
import { deploymentOf } from './deployment.js';
import { exampleBlueprint } from './example-blueprint.js';
import { terraformFiles } from './terraform.js';

const NOTHING = deploymentOf([]);

function fileOf(blueprint: Blueprint, path: string): string {
  const found = terraformFiles(blueprint, NOTHING).find((file) => file.path === path);
  if (found === undefined) throw new Error(`${path} was not written`);
  return found.content;
}

function monolith(...features: readonly string[]): Blueprint {
  return exampleBlueprint({
    pattern: 'modular-monolith',
    features: ['docker', 'k8s-kustomize', 'terraform-aws', ...features],
  });
}

const called = (blueprint: Blueprint): readonly string[] =>
  [...fileOf(blueprint, 'infra/main.tf').matchAll(/"\.\/modules\/([^"]+)"/g)].map(
    (found) => found[1] ?? '',
  );

describe('the root', () => {
  it.each([
    ['cache-redis', 'cache'],
    ['storage-s3', 'private-bucket'],
    ['email', 'email'],
  ])('calls a module for the feature %s and only for it', (feature, module) => {
    expect(called(monolith())).not.toContain(module);
    expect(called(monolith(feature))).toContain(module);
    expect(deployedIn(monolith(feature))(`infra/modules/${module}/main.tf`)).toBe(true);
  });

  it('runs apps on ECS, or on Kubernetes where that was chosen', () => {
    expect(called(monolith())).toEqual(
      expect.arrayContaining(['cluster', 'container-service', 'job']),
    );
    const eks = called(monolith('terraform-aws-eks'));
    expect(eks).toContain('kubernetes-cluster');
    for (const name of ['cluster', 'container-service', 'job']) expect(eks).not.toContain(name);
  });

  it('brings each release to where it is used', () => {
    expect(deployedIn(monolith())('infra/release.ts')).toBe(true);
    expect(deployedIn(monolith('terraform-aws-eks'))('infra/release.ts')).toBe(false);
    const functions = exampleBlueprint({ pattern: 'serverless' });
    expect(deployedIn(functions)('infra/release.ts')).toBe(false);
    for (const path of ['infra/release-functions.ts', 'infra/functions.ts', 'infra/packages.sh']) {
      expect(deployedIn(functions)(path)).toBe(true);
      expect(deployedIn(monolith())(path)).toBe(false);
    }
    for (const released of [functions, monolith()])
      expect(deployedIn(released)('infra/tasks.ts')).toBe(true);
  });

  it('hands the bucket to the role of the app that uses it, and gives nobody a key', () => {
    const blueprint = monolith('storage-s3');
    const apps = blueprint.apps.map((app) => ({ ...app, extensions: ['file-storage'] }));
    const data = JSON.parse(fileOf({ ...blueprint, apps }, 'infra/terraform.tfvars.json'));
    expect(data.apps.shop.uses_objects).toBe(true);
    expect(fileOf(blueprint, 'infra/main.tf')).toContain('objects = module.objects.objects_policy');
  });
});

it('the first administrator’s token is a secret that apps do without, on functions too', () => {
  for (const blueprint of [monolith(), exampleBlueprint({ pattern: 'serverless' })]) {
    const { apps } = JSON.parse(fileOf(blueprint, 'infra/terraform.tfvars.json'));
    const data: readonly { secrets: object; optional_secrets: object }[] = Object.values(apps);
    const among = (which: 'secrets' | 'optional_secrets') =>
      data.filter((app) => 'ADMIN_SETUP_TOKEN' in app[which]).length;
    expect(among('secrets')).toBe(0);
    expect(among('optional_secrets')).toBe(1);
  }
});

describe('the database of an environment', () => {
  const GIB: Readonly<Record<string, number>> = { micro: 1, small: 2, medium: 4, large: 8 };

  /** What RDS accepts by default; a fifth of the memory of a small class is not for PostgreSQL. */
  const accepted = (size: string) => Math.floor(((GIB[size] ?? 0) * 0.8 * 2 ** 30) / 9_531_392);

  function environment(blueprint: Blueprint, stage: string) {
    const text = fileOf(blueprint, `infra/environments/${stage}.tfvars`);
    const value = (key: string) => new RegExp(`^${key} += (.+)$`, 'm').exec(text)?.[1] ?? '';
    return {
      size: /^"db\.t4g\.(\w+)"$/.exec(value('database_instance_class'))?.[1] ?? '',
      alarm: Number(value('database_connections_alarm')),
      most: Number(value('max_count')),
    };
  }

  it.each([6, 9, 12, 20])('accepts what %d modules in one process open during a release', (count) => {
    const small = monolith();
    const more = Array.from({ length: count }, (_, index) => `module-${index}`);
    const apps = small.apps.map((app) => ({
      ...app,
      modules: [...app.modules, ...more].slice(0, count),
    }));
    const data = JSON.parse(fileOf({ ...small, apps }, 'infra/terraform.tfvars.json'));
    const pool = Number(data.apps.shop.environment.DATABASE_POOL_MAX);
    expect(pool).toBeGreaterThan(count);
    for (const stage of ['dev', 'prod']) {
      const { size, alarm, most } = environment({ ...small, apps }, stage);
      expect(accepted(size), stage).toBeGreaterThanOrEqual(pool * most * 2);
      expect(alarm, stage).toBeLessThan(accepted(size));
    }
  });

  it('is no larger than that', () => {
    expect(environment(monolith(), 'dev').size).toBe('micro');
    expect(environment(monolith(), 'prod').size).toBe('medium');
  });
});

describe('the account', () => {
  it('has a registry for every image, and the CI that was chosen', () => {
    const file = 'infra/account/terraform.tfvars.json';
    expect(JSON.parse(fileOf(monolith('ci-gitlab'), file))).toEqual({
      project: 'shop',
      images: ['shop', 'shop-migrate'],
      compute: 'ecs',
      ci: 'gitlab',
    });
    expect(JSON.parse(fileOf(monolith('ci-github'), file)).ci).toBe('github');
  });
});
