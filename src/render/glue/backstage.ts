import type { App, Blueprint, Module } from '#architecture/schema.js';
import { toYamlDocuments } from '#render/yaml.js';
import {
  BROKER_DATABASE,
  databaseOf,
  databases,
  hasBrokerDatabase,
  needsBroker,
  talksToBroker,
  usesKafka,
  usesPostgres,
} from './deployables.js';
import { type GlueFile, gluedBy } from './glue-file.js';

const HEADING = `# What Backstage's catalogue knows of this repository: register this file there.
# Change the owner to a group that your catalogue has, and the address to yours.
`;

type Entity = Readonly<Record<string, unknown>>;

function entity(
  kind: string,
  name: string,
  description: string,
  spec: Entity,
  more: Entity = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, description, ...more },
    spec,
  };
}

/** Modules whose routes an app serves; functions share what starts them by request. */
function served({ modules }: Blueprint, app: App): readonly Module[] {
  if (app.trigger !== null && app.trigger !== 'http') return [];
  return modules.filter(({ name, paths }) => app.modules.includes(name) && paths.length > 0);
}

const apiName = (module: string) => `${module}-api`;

/** APIs that an app asks over the network: of needs bound as calls whose producer runs elsewhere. */
function asked({ links, modules }: Blueprint, app: App): readonly string[] {
  const here = [...app.modules, ...app.libraries];
  const producers = links
    .filter(
      ({ kind, consumer, producer }) =>
        kind === 'call' && here.includes(consumer) && !here.includes(producer),
    )
    .map(({ producer }) => producer);
  const open = modules.filter(({ paths }) => paths.length > 0).map(({ name }) => name);
  return [...new Set(producers)].filter((name) => open.includes(name));
}

/** Queues and topics of functions are one thing in the catalogue. */
function brokerName(blueprint: Blueprint): string | null {
  if (usesKafka(blueprint)) return 'kafka';
  if (hasBrokerDatabase(blueprint)) return BROKER_DATABASE;
  return blueprint.pattern === 'serverless' ? 'message-bus' : null;
}

function dependencies(blueprint: Blueprint, app: App): readonly string[] {
  const broker = brokerName(blueprint);
  const talks = needsBroker(blueprint) ? talksToBroker(blueprint, app) : broker !== null;
  const tables = blueprint.modules.filter(
    ({ name, engine }) => engine === 'dynamodb' && app.modules.includes(name),
  );
  const behind = app.kind === 'gateway' ? blueprint.apps.filter((other) => other !== app) : [];
  return [
    ...(usesPostgres(blueprint, app)
      ? [`resource:${databaseOf(blueprint, app).slug}-database`]
      : []),
    ...tables.map(({ name }) => `resource:${name}-table`),
    ...(talks && broker !== null ? [`resource:${broker}`] : []),
    ...behind.map(({ name }) => `component:${name}`),
  ];
}

function component(blueprint: Blueprint, app: App): Entity {
  const lists = {
    providesApis: served(blueprint, app).map(({ name }) => apiName(name)),
    consumesApis: asked(blueprint, app).map(apiName),
    dependsOn: dependencies(blueprint, app),
  };
  const hosted =
    app.modules.length > 0 ? `hosts ${app.modules.join(', ')}` : 'routes to the other apps';
  const spec = {
    type: app.kind === 'function' ? 'function' : app.kind === 'gateway' ? 'gateway' : 'service',
    lifecycle: 'experimental',
    owner: owner(blueprint),
    system: blueprint.project,
    ...Object.fromEntries(Object.entries(lists).filter(([, names]) => names.length > 0)),
  };
  return entity('Component', app.name, `${app.kind}: ${hosted}`, spec);
}

const owner = ({ project }: Blueprint) => `group:default/${project}-owners`;

function api(blueprint: Blueprint, { name, paths }: Module): Entity {
  const spec = {
    type: 'openapi',
    lifecycle: 'experimental',
    owner: owner(blueprint),
    system: blueprint.project,
    // Served by the system itself, so it is never older than what runs.
    definition: { $text: `https://${blueprint.project}.example.com/openapi.json` },
  };
  return entity('API', apiName(name), `below ${paths.join(', ')}`, spec);
}

function resources(blueprint: Blueprint): readonly Entity[] {
  const resource = (name: string, type: string, description: string) =>
    entity('Resource', name, description, {
      type,
      owner: owner(blueprint),
      system: blueprint.project,
    });
  const broker = brokerName(blueprint);
  return [
    ...databases(blueprint).map(({ slug }) =>
      resource(`${slug}-database`, 'database', 'PostgreSQL: a schema and a role per module'),
    ),
    ...blueprint.modules
      .filter(({ engine }) => engine === 'dynamodb')
      .map(({ name }) => resource(`${name}-table`, 'database', 'DynamoDB')),
    ...(broker === null ? [] : [resource(broker, 'message-broker', 'between outbox and inbox')]),
  ];
}

/** `catalog-info.yaml`. */
export function backstageFiles(blueprint: Blueprint): readonly GlueFile[] {
  const docs = { annotations: { 'backstage.io/adr-location': 'docs/adr' } };
  const system = entity(
    'System',
    blueprint.project,
    `${blueprint.pattern}: ${blueprint.modules.map(({ name }) => name).join(', ')}`,
    { owner: owner(blueprint) },
    docs,
  );
  const provided = new Set(blueprint.apps.flatMap((app) => served(blueprint, app)));
  const entities = [
    system,
    ...blueprint.apps.map((app) => component(blueprint, app)),
    ...blueprint.modules
      .filter((module) => provided.has(module))
      .map((module) => api(blueprint, module)),
    ...resources(blueprint),
  ];
  const content = HEADING + toYamlDocuments(entities);
  return [gluedBy('backstage', 'backstage')('catalog-info.yaml', content)];
}
