import { projectModel } from './infer-modules.js';
import type { Import, ImportKind, ImportTarget, ProjectModel } from './project-model.js';

const DRAWN = /^(?:(type|dynamic|require|re-export) )?(.+)$/;

/**
 * A project drawn in a few lines, for tests and documentation: file → what it imports, one import a line.
 * `src/b.ts` is a file of the drawing, `node:fs` is built in, anything else is a package;
 * `type`, `dynamic`, `require` or `re-export` may stand in front.
 */
export function drawProject(drawing: Readonly<Record<string, readonly string[]>>): ProjectModel {
  const paths = Object.keys(drawing).sort();
  const imports = paths.flatMap((from) =>
    (drawing[from] ?? []).map((drawn, index): Import => {
      const [, kind, specifier = drawn] = DRAWN.exec(drawn) ?? [];
      const target = targetOf(specifier, drawing);
      return { from, specifier, kind: kindOf(kind), line: index + 1, column: 1, target };
    }),
  );
  const files = paths.map((path) => ({ path, bytes: 0 }));
  return projectModel({ files, imports, packages: [], skipped: [], leftOut: [] });
}

function kindOf(word: string | undefined): ImportKind {
  return word === 'type' || word === 'dynamic' || word === 'require' || word === 're-export'
    ? word
    : 'value';
}

function targetOf(specifier: string, drawing: Readonly<Record<string, unknown>>): ImportTarget {
  if (Object.hasOwn(drawing, specifier)) return { kind: 'file', path: specifier };
  if (specifier.startsWith('node:')) return { kind: 'builtin', name: specifier.slice(5) };
  if (/\.[cm]?[jt]sx?$/.test(specifier)) return { kind: 'unresolved', reason: 'no such file' };
  return { kind: 'package', name: specifier };
}
