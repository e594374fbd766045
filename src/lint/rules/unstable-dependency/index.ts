import * as z from 'zod';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, GlobWithPlaceholder } from '../../globs.js';
import { couplingOf, moduleEdges } from '../../metrics/coupling.js';
import { moduleLookup, placeOf } from '../../module-lookup.js';
import { defineRule } from '../../rule.js';

const Options = z.strictObject({
  modules: GlobWithPlaceholder.optional().describe(
    'the folder of a module, such as src/modules/<module>; without it, the modules of the layout',
  ),
  tolerance: z
    .number()
    .min(0)
    .max(1)
    .default(0.2)
    .describe('how much less stable a dependency may be: instability runs from 0 to 1'),
  dependents: z
    .int()
    .min(1)
    .default(3)
    .describe('a module that fewer files depend on is not judged: nothing leans on it'),
  except: z.array(Glob).default([]).describe('files whose imports do not count, such as tests'),
});

/** Martin's stable dependencies principle: what many lean on does not lean on what changes often. */
export const rule = defineRule({
  summary: 'Modules depend on modules that are at least as stable',
  options: Options,
  check: (project, options) => {
    const lookup = moduleLookup(project, options.modules);
    const isExcepted = firstMatch(options.except);
    const imports = project.imports.filter(({ from }) => isExcepted(from) === undefined);
    const counted = { ...project, imports };
    const coupling = couplingOf(counted, lookup);
    const findings = moduleEdges(counted, lookup).flatMap(
      ({ from, to, imports }): RuleFinding[] => {
        const [own, other] = [coupling.get(from), coupling.get(to)];
        const [first] = imports;
        if (own === undefined || other === undefined || first === undefined) return [];
        if (own.afferent < options.dependents) return [];
        if (other.instability - own.instability <= options.tolerance) return [];
        const [less, more] = [other.instability.toFixed(2), own.instability.toFixed(2)];
        return [
          {
            code: 'LESS_STABLE_DEPENDENCY',
            ...placeOf(first),
            args: {
              from,
              to,
              instability: [Number(more), Number(less)],
              imports: imports.length,
              dependents: own.afferent,
            },
            message: `${from} (instability ${more}, ${own.afferent} files lean on it) depends on ${to} (instability ${less})`,
            proof: [first.from, first.target.kind === 'file' ? first.target.path : to],
            subject: `${from} → ${to}`,
          },
        ];
      },
    );
    return {
      findings,
      judged: project.files.map(({ path }) => path).filter((path) => lookup.of(path) !== undefined),
      unmatched: lookup.list.length > 0 ? [] : [options.modules ?? 'a module'],
    };
  },
});
