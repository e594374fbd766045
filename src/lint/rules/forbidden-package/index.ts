import * as z from 'zod';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, Globs, unmatched } from '../../globs.js';
import { placeOf } from '../../module-lookup.js';
import { defineRule } from '../../rule.js';

const Options = z.strictObject({
  packages: Globs.describe('npm packages by name or glob, such as @aws-sdk/*'),
  from: Globs.default(['**']).describe('the files that are judged'),
  except: z.array(Glob).default([]).describe('files that may import them all the same'),
  instead: z.string().optional().describe('what to use; it is part of the message'),
  typeImports: z.enum(['judge', 'allow']).default('judge'),
});

/** Packages that are not to be used, or only in one place. */
export const rule = defineRule({
  summary: 'Named packages are not imported, or only by named files',
  options: Options,
  check: (project, options) => {
    const [isFrom, isExcepted] = [firstMatch(options.from), firstMatch(options.except)];
    const isForbidden = firstMatch(options.packages);
    const isJudged = (path: string) => isFrom(path) !== undefined && isExcepted(path) === undefined;
    const findings = project.imports.flatMap((found): RuleFinding[] => {
      const { target, kind, from } = found;
      if (target.kind !== 'package' || isForbidden(target.name) === undefined || !isJudged(from))
        return [];
      if (kind === 'type' && options.typeImports === 'allow') return [];
      const instead = options.instead === undefined ? '' : `; use ${options.instead}`;
      return [
        {
          code: 'FORBIDDEN_PACKAGE',
          ...placeOf(found),
          args: { package: target.name, kind },
          message: `imports package ${target.name}, which is not to be used here${instead}`,
          proof: [from, target.name],
        },
      ];
    });
    return {
      findings,
      judged: project.files.map(({ path }) => path).filter(isJudged),
      unmatched: unmatched(options.from, project.files),
    };
  },
});
