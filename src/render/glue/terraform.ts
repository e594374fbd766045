import type { Blueprint } from '#architecture/schema.js';
import { databases, processApps, usesKafka } from './deployables.js';
import { type GlueFile, gluedBy } from './glue-file.js';
import * as blocks from './terraform-blocks.js';
import { terraformData } from './terraform-data.js';
import { terraformReadme } from './terraform-readme.js';
import { mocks, rootTests } from './terraform-tests.js';
import { environmentFile, variables } from './terraform-variables.js';

function shapeOf(blueprint: Blueprint): blocks.RootShape {
  return {
    kind: processApps(blueprint).length > 0 ? 'processes' : 'functions',
    postgres: databases(blueprint).length > 0,
    tables: blueprint.modules.some((module) => module.engine === 'dynamodb'),
    kafka: usesKafka(blueprint),
  };
}

/** The module calls of the root, in the order in which they are read best. */
function mainBlocks(shape: blocks.RootShape): readonly string[] {
  if (shape.kind === 'functions') {
    return [
      blocks.names(shape),
      blocks.secrets,
      ...(shape.postgres ? [blocks.network, blocks.functionClients, blocks.proxiedDatabase] : []),
      ...(shape.postgres ? [blocks.jobCluster, blocks.migrations] : []),
      ...(shape.tables ? [blocks.tables] : []),
      blocks.entranceOfFunctions,
      blocks.functions(shape),
    ];
  }
  return [
    blocks.names(shape),
    blocks.network,
    blocks.secrets,
    ...(shape.postgres ? [blocks.database] : []),
    ...(shape.kafka ? [blocks.broker] : []),
    blocks.cluster,
    ...(shape.postgres ? [blocks.migrations] : []),
    blocks.services,
  ];
}

/** Folders below `infra/modules` that the root calls. */
export function calledModules(blueprint: Blueprint): readonly string[] {
  const main = mainBlocks(shapeOf(blueprint)).join('\n');
  return [...main.matchAll(/"\.\/modules\/([^"]+)"/g)].map((call) => call[1] ?? '');
}

/** The root of `infra/`: calls of the verbatim modules, and what they are called with as data. */
export function terraformFiles(blueprint: Blueprint): readonly GlueFile[] {
  const file = gluedBy('terraform', 'terraform-aws');
  const shape = shapeOf(blueprint);
  return [
    file('infra/README.md', terraformReadme(blueprint, shape)),
    file('infra/main.tf', mainBlocks(shape).join('\n')),
    file('infra/variables.tf', variables(shape)),
    file('infra/outputs.tf', blocks.outputs(shape)),
    file('infra/terraform.tfvars.json', `${JSON.stringify(terraformData(blueprint), null, 2)}\n`),
    file('infra/environments/dev.tfvars', environmentFile('dev', shape)),
    file('infra/environments/prod.tfvars', environmentFile('prod', shape)),
    file('infra/tests/root.tftest.hcl', `${mocks}\n${rootTests(shape)}`),
  ];
}
