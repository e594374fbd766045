import * as z from 'zod';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, Globs, unmatched } from '../../globs.js';
import { placeOf } from '../../module-lookup.js';
import { defineRule } from '../../rule.js';

const Options = z.strictObject({
  within: Globs.default(['**']).describe('the files that are judged'),
  except: z.array(Glob).default([]).describe('files whose imports are not judged'),
  ignore: z
    .array(Glob)
    .default([])
    .describe('what is imported and written by a build, such as **/generated/**'),
});

/** An import of a file that is not there. Packages are another rule's business. */
export const rule = defineRule({
  summary: 'Every import of a file leads to one',
  options: Options,
  check: (project, options) => {
    const isWithin = firstMatch(options.within);
    const isExcepted = firstMatch(options.except);
    const isIgnored = firstMatch(options.ignore);
    const judges = (path: string) => isWithin(path) !== undefined && isExcepted(path) === undefined;
    const findings = project.imports.flatMap((found): RuleFinding[] => {
      const { from, specifier, kind, target } = found;
      if (target.kind !== 'unresolved' || !judges(from) || isIgnored(specifier)) return [];
      return [
        {
          ...placeOf(found),
          code: 'UNRESOLVED_IMPORT',
          args: { specifier, kind, reason: target.reason },
          message: `imports ${specifier}, which leads nowhere: ${target.reason}`,
          proof: [from],
          subject: `${from} → ${specifier}`,
        },
      ];
    });
    return {
      findings,
      judged: project.files.map(({ path }) => path).filter(judges),
      unmatched: unmatched(options.within, project.files),
    };
  },
});
