import * as z from 'zod';
import { pathGlob } from '#shared/path-glob.js';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, GlobWithPlaceholder } from '../../globs.js';
import { crossings, moduleLookup, placeOf } from '../../module-lookup.js';
import { defineRule } from '../../rule.js';

const Options = z.strictObject({
  modules: GlobWithPlaceholder.optional().describe(
    'the folder of a module, such as src/modules/<module>; without it, the modules of the layout',
  ),
  allow: z
    .record(z.string(), z.array(Glob))
    .describe('module → the modules it may import, as names or globs'),
  unlisted: z
    .enum(['deny', 'allow'])
    .default('deny')
    .describe('what a module may import that `allow` does not name'),
  except: z.array(Glob).default([]).describe('files whose imports are not judged, such as tests'),
  typeImports: z.enum(['judge', 'allow']).default('judge'),
});

/** Which module may depend on which, by name. */
export const rule = defineRule({
  summary: 'Modules import only the modules they are allowed to',
  options: Options,
  check: (project, options) => {
    const lookup = moduleLookup(project, options.modules);
    const isExcepted = firstMatch(options.except);
    const allowed = new Map(
      Object.entries(options.allow).map(([name, globs]) => [name, globs.map(pathGlob)]),
    );
    const counts = (kind: string, from: string) =>
      (kind !== 'type' || options.typeImports === 'judge') && isExcepted(from) === undefined;
    const findings = crossings(project, lookup, ({ kind, from }) => counts(kind, from)).flatMap(
      ({ from, to, found, target }): RuleFinding[] => {
        const globs = allowed.get(from.name);
        if (globs === undefined && options.unlisted === 'allow') return [];
        if (globs?.some((glob) => glob.match(to.name) !== undefined)) return [];
        const may = options.allow[from.name] ?? [];
        return [
          {
            code: 'DEPENDENCY_NOT_ALLOWED',
            ...placeOf(found),
            args: { from: from.name, to: to.name, target, kind: found.kind, allowed: may },
            message: `${from.name} imports ${target} of ${to.name}; it may import ${may.join(', ') || 'no other module'}`,
            proof: [found.from, target],
          },
        ];
      },
    );
    const names = new Set(lookup.list.map(({ name }) => name));
    return {
      findings,
      judged: project.files
        .map(({ path }) => path)
        .filter((path) => lookup.of(path) !== undefined && isExcepted(path) === undefined),
      unmatched: [...allowed.keys()].filter((name) => !names.has(name)),
    };
  },
});
