import * as z from 'zod';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob } from '../../globs.js';
import { byFolders, crossings, placeOf } from '../../module-lookup.js';
import { defineRule } from '../../rule.js';

const Options = z.strictObject({
  except: z.array(Glob).default([]).describe('files whose imports are not judged, such as tests'),
  typeImports: z.enum(['judge', 'allow']).default('judge'),
});

/** What a package says of itself lies where it must; `exports` seldom lets its name lead there. */
const isManifest = (path: string) => path.endsWith('/package.json');

/** A path into another package skips what that package publishes, and breaks when it moves. */
export const rule = defineRule({
  summary: 'Workspaces import each other by name, not by a path into their folders',
  options: Options,
  check: (project, options) => {
    const isExcepted = firstMatch(options.except);
    const lookup = byFolders(
      project.packages
        .filter(({ folder, name }) => folder !== '' && name !== null)
        .map(({ folder, name }) => ({ folder, name: name ?? folder })),
    );
    const counts = (kind: string, from: string) =>
      (kind !== 'type' || options.typeImports === 'judge') && isExcepted(from) === undefined;
    const findings = crossings(project, lookup, ({ kind, from }) => counts(kind, from))
      .filter(({ found, target }) => found.specifier.startsWith('.') && !isManifest(target))
      .map(({ from, to, found, target }): RuleFinding => ({
        code: 'PATH_ACROSS_PACKAGES',
        ...placeOf(found),
        args: {
          from: from.name,
          to: to.name,
          target,
          specifier: found.specifier,
          kind: found.kind,
        },
        message: `imports ${target} by its path, past the face of package ${to.name}`,
        proof: [found.from, target],
      }));
    return {
      findings,
      judged: project.files.map(({ path }) => path).filter((path) => lookup.of(path) !== undefined),
      unmatched: lookup.list.length > 0 ? [] : ['a package.json below the root'],
    };
  },
});
