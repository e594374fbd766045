import * as z from 'zod';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, GlobWithPlaceholder } from '../../globs.js';
import { crossings, moduleLookup, placeOf, type ModuleLookup } from '../../module-lookup.js';
import type { ProjectModel, RecordedArchitecture } from '../../project-model.js';
import { recognise } from '../../recognition/recognise.js';
import { defineRule } from '../../rule.js';

const ARCHITECTURE = 'architecture.json';

const Options = z.strictObject({
  modules: GlobWithPlaceholder.default('src/modules/<module>').describe('the folder of a module'),
  apps: GlobWithPlaceholder.optional().describe('the folder of an app, such as src/apps/<app>'),
  except: z.array(Glob).default([]).describe('files whose imports are not judged, such as tests'),
});
type Options = z.infer<typeof Options>;

/** The code against what the architecture file records: its pattern, modules, apps, and who needs whom. */
export const rule = defineRule({
  summary: 'Pattern, modules, apps and dependencies are those that the architecture file records',
  needs: 'facts',
  options: Options,
  check: (project, options) => {
    const { recorded } = project;
    if (recorded === null) {
      return { findings: [], judged: [], unmatched: [`a blueprint in ${ARCHITECTURE}`] };
    }
    const modules = moduleLookup(project, options.modules);
    const apps = options.apps === undefined ? undefined : moduleLookup(project, options.apps);
    const appNames = recorded.apps.map(({ name }) => name);
    return {
      findings: [
        ...pattern(project, recorded),
        ...parts('module', modules, recorded.modules, project),
        ...(apps === undefined ? [] : parts('app', apps, appNames, project)),
        ...dependencies(project, modules, recorded, options),
        ...(apps === undefined ? [] : hosting(project, modules, apps, recorded)),
      ],
      judged: project.files
        .map(({ path }) => path)
        .filter((path) => modules.of(path) ?? apps?.of(path)),
      unmatched: modules.list.length > 0 ? [] : [options.modules],
    };
  },
});

/** Told only where the code leaves no doubt. */
function pattern(project: ProjectModel, recorded: RecordedArchitecture): RuleFinding[] {
  const { pattern: seen, confidence, why, evidence } = recognise(project);
  if (recorded.pattern === null || seen === recorded.pattern || seen === 'unclear') return [];
  if (confidence !== 'high') return [];
  if (recorded.pattern === 'event-driven' && seen === 'microservices' && !isCalling(project))
    return [];
  return [
    {
      code: 'PATTERN_NOT_RECORDED',
      file: ARCHITECTURE,
      line: 1,
      column: 1,
      args: {
        recorded: recorded.pattern,
        seen,
        evidence: evidence.map(({ file, shows }) => ({ file, shows })),
      },
      message: `records the pattern ${recorded.pattern}, but the code is ${seen}: ${why}`,
      proof: [ARCHITECTURE, ...evidence.map(({ file }) => file)],
      subject: `pattern ${seen}`,
    },
  ];
}

/** Services that are not seen to call each other may be about to tell each other by events. */
function isCalling({ facts }: ProjectModel): boolean {
  const { calls = [], wirings = [] } = facts ?? {};
  return calls.some(({ app }) => app !== null) || wirings.some(({ how }) => how === 'call');
}

function parts(
  what: 'module' | 'app',
  { list, of }: ModuleLookup,
  names: readonly string[],
  project: ProjectModel,
): RuleFinding[] {
  const [found, known] = [new Set(list.map(({ name }) => name)), new Set(names)];
  const unrecorded = list.filter(({ name }) => !known.has(name));
  const missing = names.filter((name) => !found.has(name));
  const base = { line: 1, column: 1 };
  return [
    ...unrecorded.map((module): RuleFinding => {
      const file = project.files.find(({ path }) => of(path) === module)?.path ?? module.folder;
      return {
        ...base,
        code: what === 'module' ? 'MODULE_NOT_RECORDED' : 'APP_NOT_RECORDED',
        file,
        args: { name: module.name, folder: module.folder },
        message: `${what} ${module.name} is not in ${ARCHITECTURE}`,
        proof: [file],
        subject: `${what} ${module.name}`,
      };
    }),
    ...missing.map((name): RuleFinding => ({
      ...base,
      code: what === 'module' ? 'MODULE_MISSING' : 'APP_MISSING',
      file: ARCHITECTURE,
      args: { name },
      message: `records ${what} ${name}, of which there is no file`,
      proof: [ARCHITECTURE],
      subject: `${what} ${name}`,
    })),
  ];
}

/** An import for values or types is a dependency all the same: the module needs the other one's language. */
function dependencies(
  project: ProjectModel,
  modules: ModuleLookup,
  recorded: RecordedArchitecture,
  options: Options,
): RuleFinding[] {
  const links = new Set(recorded.links.map(({ consumer, producer }) => `${consumer} ${producer}`));
  const isExcepted = firstMatch(options.except);
  const told = new Set<string>();
  return crossings(project, modules, ({ from }) => isExcepted(from) === undefined).flatMap(
    ({ from, to, found, target }): RuleFinding[] => {
      const pair = `${from.name} ${to.name}`;
      if (links.has(pair) || told.has(pair)) return [];
      told.add(pair);
      return [
        {
          code: 'DEPENDENCY_NOT_RECORDED',
          ...placeOf(found),
          args: { from: from.name, to: to.name, target },
          message: `${from.name} depends on ${to.name}, which ${ARCHITECTURE} has no link for`,
          proof: [found.from, target],
          subject: `${from.name} → ${to.name}`,
        },
      ];
    },
  );
}

/** An app that imports a module which it does not host. */
function hosting(
  project: ProjectModel,
  modules: ModuleLookup,
  apps: ModuleLookup,
  recorded: RecordedArchitecture,
): RuleFinding[] {
  const hosted = new Map(recorded.apps.map((app) => [app.name, new Set(app.modules)]));
  return project.imports.flatMap((found): RuleFinding[] => {
    if (found.target.kind !== 'file' || found.kind === 'type') return [];
    const [app, module] = [apps.of(found.from), modules.of(found.target.path)];
    if (
      app === undefined ||
      module === undefined ||
      hosted.get(app.name)?.has(module.name) !== false
    )
      return [];
    return [
      {
        code: 'MODULE_NOT_HOSTED',
        ...placeOf(found),
        args: { app: app.name, module: module.name, target: found.target.path },
        message: `app ${app.name} imports module ${module.name}, which ${ARCHITECTURE} does not place there`,
        proof: [found.from, found.target.path],
      },
    ];
  });
}
