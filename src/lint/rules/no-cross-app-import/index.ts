import * as z from 'zod';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, GlobWithPlaceholder } from '../../globs.js';
import { appsOf } from '../../infer-apps.js';
import { crossings, moduleLookup, placeOf } from '../../module-lookup.js';
import { defineRule } from '../../rule.js';

const Options = z.strictObject({
  apps: GlobWithPlaceholder.optional().describe(
    'the folder of an app, such as apps/<app>; without it, what is deployed or lies in apps, services or functions',
  ),
  typeImports: z.enum(['judge', 'allow']).default('judge'),
  except: z.array(Glob).default([]).describe('files whose imports are not judged, such as tests'),
});

/** What is deployed on its own does not import what is deployed on its own. */
export const rule = defineRule({
  summary: 'No app imports code of another app',
  options: Options,
  check: (project, options) => {
    const lookup =
      options.apps === undefined ? appsOf(project) : moduleLookup(project, options.apps);
    const isExcepted = firstMatch(options.except);
    const counts = (kind: string, from: string) =>
      (kind !== 'type' || options.typeImports === 'judge') && isExcepted(from) === undefined;
    return {
      findings: crossings(project, lookup, ({ kind, from }) => counts(kind, from)).map(
        ({ from, to, found, target }): RuleFinding => ({
          code: 'CROSS_APP_IMPORT',
          ...placeOf(found),
          args: { from: from.name, to: to.name, target, kind: found.kind },
          message: `app ${from.name} imports ${target} of app ${to.name}: they can no longer be deployed apart`,
          proof: [found.from, target],
        }),
      ),
      judged: project.files.map(({ path }) => path).filter((path) => lookup.of(path) !== undefined),
      unmatched: lookup.list.length > 0 ? [] : [options.apps ?? 'apps, services or functions'],
    };
  },
});
