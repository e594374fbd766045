import * as z from 'zod';
import { bindGlob, pathGlob, type Bindings } from '#shared/path-glob.js';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, Globs, GlobWithPlaceholder } from '../../globs.js';
import { defineRule } from '../../rule.js';

const Options = z.strictObject({
  modules: GlobWithPlaceholder.describe('the folder of a module, such as src/modules/<module>'),
  public: z
    .array(Glob)
    .min(1)
    .describe('files within a module that others may import, such as contract.ts'),
  importers: Globs.default(['**']).describe('the files whose imports are judged'),
  typeImports: z.enum(['judge', 'allow']).default('judge'),
});

/** A module is reached from outside only through its public files. */
export const rule = defineRule({
  summary: 'Modules are imported only through their public files',
  options: Options,
  check: (project, options) => {
    const moduleOf = moduleLookup(options.modules);
    const isPublic = firstMatch(options.public);
    const isImporter = firstMatch(options.importers);
    const findings = project.imports.flatMap((found): RuleFinding[] => {
      if (found.target.kind !== 'file' || isImporter(found.from) === undefined) return [];
      if (found.kind === 'type' && options.typeImports === 'allow') return [];
      const target = found.target.path;
      const module = moduleOf(target);
      if (module === undefined || found.from.startsWith(`${module.folder}/`)) return [];
      if (isPublic(target.slice(module.folder.length + 1)) !== undefined) return [];
      const open = options.public.map((glob) => `${module.folder}/${glob}`);
      return [
        {
          code: 'NOT_PUBLIC',
          file: found.from,
          line: found.line,
          column: found.column,
          args: {
            target,
            specifier: found.specifier,
            kind: found.kind,
            module: module.name,
            public: open,
          },
          message: `imports ${target}, which is inside module ${module.name}; public are ${open.join(', ')}`,
          proof: [found.from, target],
        },
      ];
    });
    const judged = project.files.map(({ path }) => path).filter((path) => moduleOf(path));
    return { findings, judged, unmatched: judged.length === 0 ? [options.modules] : [] };
  },
});

interface FoundModule {
  readonly folder: string;
  readonly name: string;
}

function moduleLookup(modules: string): (path: string) => FoundModule | undefined {
  const glob = pathGlob(`${modules}/**`);
  const byFolder = new Map<string, FoundModule>();
  const toModule = (bindings: Bindings): FoundModule => {
    const folder = bindGlob(modules, bindings);
    const known = byFolder.get(folder) ?? { folder, name: Object.values(bindings).join('/') };
    byFolder.set(folder, known);
    return known;
  };
  return (path) => {
    const bindings = glob.match(path);
    return bindings && toModule(bindings);
  };
}
