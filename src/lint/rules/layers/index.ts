import * as z from 'zod';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, Globs, unmatched, type Match } from '../../globs.js';
import type { Import } from '../../project-model.js';
import { defineRule } from '../../rule.js';

const Options = z.strictObject({
  layers: z.array(Globs).min(2).describe('from the top down; a list is one level of siblings'),
  except: z.array(Glob).default([]).describe('files whose imports are not judged, such as tests'),
  siblings: z
    .enum(['deny', 'types-of-earlier', 'types', 'allow'])
    .default('deny')
    .describe('what members of one level may import from each other'),
});
type Options = z.infer<typeof Options>;

interface Place {
  readonly level: number;
  /** Order within the level. */
  readonly order: number;
  /** Files of one member may always import each other. */
  readonly member: string;
}

/** Layers import downwards only. */
export const rule = defineRule({
  summary: 'Each layer imports only layers below it',
  options: Options,
  check: (project, options) => {
    const globs = options.layers.flat();
    const placeOf = places(options);
    const placeByPath = new Map(project.files.map(({ path }) => [path, placeOf(path)]));
    const isExcepted = firstMatch(options.except);
    const findings = project.imports.flatMap((found): RuleFinding[] => {
      if (found.target.kind !== 'file' || isExcepted(found.from) !== undefined) return [];
      const from = placeByPath.get(found.from);
      const to = placeByPath.get(found.target.path) ?? placeOf(found.target.path);
      if (from === undefined || to === undefined) return [];
      const reason = objection(found, from, to, options.siblings);
      return reason === undefined ? [] : [describe(found, found.target.path, from, to, reason)];
    });
    const judged = [...placeByPath].flatMap(([path, place]) =>
      place === undefined || isExcepted(path) !== undefined ? [] : path,
    );
    return { findings, judged, unmatched: unmatched(globs, project.files) };
  },
});

function places({ layers }: Options): (path: string) => Place | undefined {
  const match = firstMatch(layers.flat());
  const position = new Map<string, { readonly level: number; readonly order: number }>();
  layers.forEach((globs, level) =>
    globs.forEach((glob, order) => {
      if (!position.has(glob)) position.set(glob, { level, order });
    }),
  );
  return (path) => {
    const found = match(path);
    const at = found && position.get(found.glob);
    return found && at && { ...at, member: memberOf(found) };
  };
}

function memberOf({ glob, bindings }: Match): string {
  return [glob, ...Object.values(bindings)].join('\n');
}

function objection(
  found: Import,
  from: Place,
  to: Place,
  siblings: Options['siblings'],
): string | undefined {
  if (from.level < to.level || from.member === to.member) return undefined;
  if (from.level > to.level) return 'which is above it: layers import only downwards';
  if (siblings === 'allow') return undefined;
  if (siblings === 'deny') return 'which is beside it: siblings do not import each other';
  if (found.kind !== 'type') return 'which is beside it: siblings share types only (import type)';
  if (siblings === 'types' || to.order < from.order) return undefined;
  return 'which comes later: siblings import types only from earlier ones';
}

function describe(
  found: Import,
  target: string,
  from: Place,
  to: Place,
  reason: string,
): RuleFinding {
  const { line, column, kind, specifier } = found;
  return {
    code: from.level > to.level ? 'UPWARD_IMPORT' : 'SIBLING_IMPORT',
    file: found.from,
    line,
    column,
    args: { target, specifier, kind, fromLevel: from.level, toLevel: to.level },
    message: `imports ${target}, ${reason}`,
    proof: [found.from, target],
  };
}
