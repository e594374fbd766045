import { isSamplePath } from '#shared/path-conventions.js';
import { appsOf } from '../infer-apps.js';
import { byFolders, crossings, type ModuleLookup } from '../module-lookup.js';
import type { ProjectModel } from '../project-model.js';
import { longestCallChain } from './call-chain.js';
import { layersOf, subjectsOf } from './layers.js';
import { factsOfProduct } from './product-facts.js';
import { BY_SUBJECT, LAYERS, NO_SERVICE, SIGNS } from './signs.js';

/** A file and what it shows. */
export interface Evidence {
  readonly file: string;
  readonly shows: string;
}

/** What a project really is, as far as its code says. */
export interface Recognition {
  readonly pattern:
    | 'layered-monolith'
    | 'modular-monolith'
    | 'microservices'
    | 'distributed-monolith'
    | 'event-driven'
    | 'serverless'
    | 'unclear';
  readonly confidence: 'high' | 'medium' | 'low';
  readonly why: string;
  readonly evidence: readonly Evidence[];
}

/** Says what a project really is, and by what; of several patterns, the one that costs most to overlook. */
export function recognise(whole: ProjectModel): Recognition {
  const project = { ...whole, facts: factsOfProduct(whole.facts) };
  const services = byFolders(
    appsOf(project).list.filter(({ folder }) => !NO_SERVICE.test(lastPart(folder))),
  );
  return (
    serverless(project, services) ??
    (services.list.length < SIGNS.fewestServices
      ? undefined
      : (distributed(project, services) ??
        eventDriven(project, services) ??
        microservices(project, services))) ??
    modular(project) ??
    layered(project) ??
    unclear(project)
  );
}

function serverless(project: ProjectModel, services: ModuleLookup): Recognition | undefined {
  const declared = (project.facts?.deployables ?? []).filter(({ kind }) => kind === 'serverless');
  const handlers = wired(project, 'function').filter(({ file }) => services.of(file));
  const folders = new Set(handlers.map(({ file }) => services.of(file)?.folder));
  const enough = folders.size > 0 && folders.size >= services.list.length * SIGNS.functionShare;
  if (declared.length === 0 && !enough) return undefined;
  return told(
    'serverless',
    'high',
    `${Math.max(declared.length, folders.size)} functions are deployed on their own`,
    [
      ...declared.map(({ file, name }) => ({ file, shows: `deploys the function ${name}` })),
      ...handlers.map(({ file }) => ({ file, shows: 'exports a handler of a function' })),
    ],
  );
}

function distributed(project: ProjectModel, services: ModuleLookup): Recognition | undefined {
  const tables = sharedTables(project, services);
  const imports = crossings(project, services, ({ from, kind }) => {
    return kind !== 'type' && !isSamplePath(from);
  });
  const chain = longestCallChain(project, services);
  const signs = [
    ...(tables.length >= SIGNS.fewestSharedTables ? ['share tables'] : []),
    ...(imports.length >= SIGNS.fewestCrossImports ? ["import each other's code"] : []),
    ...(chain.length > SIGNS.mostCallsInARow ? ['wait for each other in long chains'] : []),
  ];
  if (signs.length === 0) return undefined;
  return told(
    'distributed-monolith',
    signs.length > 1 ? 'high' : 'medium',
    `${services.list.length} services ${signs.join(' and ')}`,
    [
      ...tables,
      ...imports.map(({ found, target, to }) => ({
        file: found.from,
        shows: `imports ${target} of ${to.name}`,
      })),
      ...(chain.length > SIGNS.mostCallsInARow
        ? chain.map(({ file, app }) => ({ file, shows: `calls ${app} and waits` }))
        : []),
    ],
  );
}

function eventDriven(project: ProjectModel, services: ModuleLookup): Recognition | undefined {
  const replicas = wired(project, 'replica').filter(({ file }) => services.of(file));
  const messages = crossingMessages(project, services);
  const calls = (project.facts?.calls ?? []).filter(({ app, file }) => {
    return app !== null && services.of(file) !== undefined && services.of(file)?.name !== app;
  });
  const linked = wired(project, 'call').filter(({ file }) => services.of(file));
  const events = replicas.length + messages.length;
  if (events <= calls.length + linked.length) return undefined;
  return told(
    'event-driven',
    calls.length + linked.length === 0 ? 'high' : 'medium',
    `${services.list.length} services tell each other by events, not by calls`,
    [
      ...replicas.map(({ file }) => ({ file, shows: 'keeps a copy by the events of another' })),
      ...messages,
    ],
  );
}

function microservices(project: ProjectModel, services: ModuleLookup): Recognition {
  const evidence = shownBy(project, services.list, 'service');
  // Folders alone tell neither functions, nor what services share or wait for.
  return project.facts === null
    ? told('unclear', 'low', `${services.list.length} services: --facts tells which kind`, evidence)
    : told(
        'microservices',
        'high',
        `${services.list.length} services that share no table and no code of each other`,
        evidence,
      );
}

function modular(project: ProjectModel): Recognition | undefined {
  const { layout, list } = project.modules;
  const subjects = BY_SUBJECT.test(layout) ? list : subjectsOf(project);
  if (subjects.length < SIGNS.fewestModules) return undefined;
  return told(
    'modular-monolith',
    project.facts === null || subjects !== list ? 'medium' : 'high',
    `one program in ${subjects.length} modules by subject`,
    shownBy(project, subjects, 'module'),
  );
}

function layered(project: ProjectModel): Recognition | undefined {
  const evidence = layersOf(project).map(({ layer, file }) => {
    return { file, shows: `belongs to the ${layer}` };
  });
  if (evidence.length < SIGNS.fewestLayers) return undefined;
  return told(
    'layered-monolith',
    evidence.length === LAYERS.length ? 'high' : 'medium',
    'one program divided by kind of code',
    evidence,
  );
}

function unclear({ files }: ProjectModel): Recognition {
  const why =
    files.length === 0
      ? 'there is no source file'
      : 'its folders show neither services, functions, modules by subject nor layers';
  return told('unclear', 'low', why, []);
}

/** Tables that more than one service uses, with a place in each. */
function sharedTables(project: ProjectModel, services: ModuleLookup): Evidence[] {
  const byTable = new Map<string, Map<string, string>>();
  for (const { table, file } of project.facts?.tables ?? []) {
    const service = services.of(file)?.name;
    if (service === undefined) continue;
    const places = byTable.get(table) ?? new Map<string, string>();
    if (!places.has(service)) places.set(service, file);
    byTable.set(table, places);
  }
  return [...byTable].flatMap(([table, places]) =>
    places.size < 2
      ? []
      : [...places].map(([service, file]) => ({ file, shows: `${service} uses table ${table}` })),
  );
}

/** Messages that one service publishes and another consumes. */
function crossingMessages(project: ProjectModel, services: ModuleLookup): Evidence[] {
  const messages = project.facts?.messages ?? [];
  return messages.flatMap((sent) => {
    const from = services.of(sent.file)?.name;
    if (sent.direction !== 'published' || from === undefined) return [];
    const heard = messages.find(({ message, direction, file }) => {
      const to = services.of(file)?.name;
      return (
        message === sent.message && direction === 'consumed' && to !== undefined && to !== from
      );
    });
    return heard === undefined
      ? []
      : [{ file: sent.file, shows: `publishes ${sent.message}, consumed in ${heard.file}` }];
  });
}

const wired = ({ facts }: ProjectModel, how: string) =>
  (facts?.wirings ?? []).filter((wiring) => wiring.how === how);

const lastPart = (folder: string) => folder.slice(folder.lastIndexOf('/') + 1);

/** A file of each of the first, since no more are told. */
function shownBy({ files }: ProjectModel, list: ModuleLookup['list'], what: string): Evidence[] {
  return list.slice(0, SIGNS.mostEvidence).map(({ name, folder }) => {
    const start = `${folder}/`;
    const file = files.find(({ path }) => path.startsWith(start))?.path ?? folder;
    return { file, shows: `belongs to the ${what} ${name}` };
  });
}

function told(
  pattern: Recognition['pattern'],
  confidence: Recognition['confidence'],
  why: string,
  evidence: readonly Evidence[],
): Recognition {
  return { pattern, confidence, why, evidence: evidence.slice(0, SIGNS.mostEvidence) };
}
