import type { Blueprint } from '#architecture/schema.js';
import { type Deployment, deploymentOf } from './deployment.js';
import { type GlueFile, gluedBy } from './glue-file.js';
import * as blocks from './terraform-blocks.js';
import * as compute from './terraform-compute.js';
import { accountData, terraformData } from './terraform-data.js';
import { environmentFile } from './terraform-environment.js';
import { terraformReadme } from './terraform-readme.js';
import { type RootShape, shapeOf } from './terraform-shape.js';
import { mocks, rootTests } from './terraform-tests.js';
import { variables } from './terraform-variables.js';

/** The module calls of the root, in the order in which they are read best. */
function mainBlocks(shape: RootShape): readonly string[] {
  return [
    blocks.names(shape),
    blocks.key,
    blocks.watching,
    blocks.secrets,
    ...(shape.compute === 'functions' ? functionBlocks(shape) : processBlocks(shape)),
    ...(shape.objects ? [blocks.objects] : []),
    ...(shape.mail ? [blocks.mail] : []),
  ];
}

function stores(shape: RootShape): readonly string[] {
  return [
    ...(shape.postgres ? [blocks.database(shape)] : []),
    ...(shape.kafka ? [blocks.broker(shape)] : []),
    ...(shape.cache ? [blocks.cache(shape)] : []),
  ];
}

function processBlocks(shape: RootShape): readonly string[] {
  if (shape.compute === 'eks') return [blocks.network, ...stores(shape), compute.kubernetes(shape)];
  return [
    blocks.network,
    ...stores(shape),
    compute.cluster(shape),
    ...(shape.postgres ? [blocks.migrations(shape)] : []),
    compute.services(shape),
  ];
}

function functionBlocks(shape: RootShape): readonly string[] {
  return [
    ...(shape.postgres
      ? [
          blocks.network,
          compute.functionClients(shape),
          ...stores(shape),
          compute.jobCluster,
          blocks.migrations(shape),
        ]
      : []),
    ...(shape.tables ? [blocks.tables] : []),
    compute.entranceOfFunctions,
    compute.functions(shape),
  ];
}

/** Modules that other modules call; a test compares them with the templates. */
export const INNER_CALLS: Readonly<Record<string, readonly string[]>> = {
  'container-service': ['execution-role'],
  job: ['execution-role'],
};

/** What infra/account calls, in every repo. */
export const ACCOUNT_CALLS = ['key', 'private-bucket', 'image-registry', 'ci-roles'];

/** Folders below `infra/modules` that are called from somewhere; the chosen features decide. */
export function calledModules(shape: RootShape): ReadonlySet<string> {
  const main = mainBlocks(shape).join('\n');
  const called = [...main.matchAll(/"\.\/modules\/([^"]+)"/g)].map((call) => call[1] ?? '');
  const inner = called.flatMap((name) => INNER_CALLS[name] ?? []);
  return new Set([...called, ...inner, ...ACCOUNT_CALLS]);
}

/** What releases, by what apps run on; Kubernetes has deploy.sh. */
const RELEASES: Readonly<Record<string, readonly RootShape['compute'][]>> = {
  'infra/release.ts': ['ecs'],
  'infra/tasks.ts': ['ecs', 'functions'],
  'infra/release-functions.ts': ['functions'],
  'infra/functions.ts': ['functions'],
  'infra/packages.sh': ['functions'],
};

/** Tells a module that is called from one that is not, and where each release is of use. */
export function usedIn(blueprint: Blueprint): (path: string) => boolean {
  const shape = shapeOf(blueprint, deploymentOf([]));
  const called = calledModules(shape);
  return (path) => {
    const released = RELEASES[path];
    if (released !== undefined) return released.includes(shape.compute);
    const module = /^infra\/modules\/([^/]+)\//.exec(path)?.[1];
    return module === undefined || called.has(module);
  };
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** The roots of `infra/`: calls of the verbatim modules, and what they are called with as data. */
export function terraformFiles(blueprint: Blueprint, deployment: Deployment): readonly GlueFile[] {
  const file = gluedBy('terraform', 'terraform-aws');
  const shape = shapeOf(blueprint, deployment);
  return [
    file('infra/README.md', terraformReadme(blueprint, deployment)),
    file('infra/main.tf', mainBlocks(shape).join('\n')),
    file('infra/variables.tf', variables(shape)),
    file('infra/outputs.tf', blocks.outputs(shape)),
    file('infra/terraform.tfvars.json', json(terraformData(blueprint, deployment))),
    file('infra/account/terraform.tfvars.json', json(accountData(blueprint, shape))),
    file('infra/environments/dev.tfvars', environmentFile('dev', shape)),
    file('infra/environments/prod.tfvars', environmentFile('prod', shape)),
    file('infra/tests/root.tftest.hcl', `${mocks}\n${rootTests(shape)}`),
  ];
}
