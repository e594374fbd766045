import * as z from 'zod';
import { pathGlob } from '#shared/path-glob.js';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, GlobWithPlaceholder } from '../../globs.js';
import { groupBy } from '../../group-by.js';
import { moduleLookup, type ModuleLookup } from '../../module-lookup.js';
import type { ProjectModel, TableUse } from '../../project-model.js';
import { defineRule } from '../../rule.js';

const Options = z.strictObject({
  modules: GlobWithPlaceholder.optional().describe(
    'the folder of a module, such as src/modules/<module>; without it, the modules of the layout',
  ),
  owners: z
    .record(z.string(), z.string())
    .default({})
    .describe('table or glob of tables → module, where the code does not say it'),
  shared: z.array(Glob).default([]).describe('tables that belong to nobody, such as migrations'),
  schemas: z
    .enum(['shared', 'own'])
    .default('shared')
    .describe(
      'own: each module has a schema of the database, where a name without one means its own table first',
    ),
  reads: z.enum(['judge', 'allow']).default('judge').describe('reading a table of another module'),
  except: z.array(Glob).default([]).describe('files that are not judged, such as reports or tests'),
});
type Options = z.infer<typeof Options>;

/** A table is used by one module only; the others ask that module. */
export const rule = defineRule({
  summary: 'Each table belongs to one module, which alone uses it',
  needs: 'facts',
  options: Options,
  check: (project, options) => {
    const lookup = moduleLookup(project, options.modules);
    const isExcepted = firstMatch(options.except);
    const isShared = firstMatch(options.shared);
    const uses = (project.facts?.tables ?? []).flatMap((use) => {
      const module = lookup.of(use.file)?.name;
      const left = isExcepted(use.file) !== undefined || isShared(use.table) !== undefined;
      return module === undefined || left ? [] : [{ ...use, module }];
    });
    const owners = ownersOf(uses, lookup, options);
    const own = new Set(
      uses.flatMap(({ access, module, table }) =>
        options.schemas === 'own' && access === 'define' ? [`${module} ${table}`] : [],
      ),
    );
    return {
      findings: uses
        .filter(({ module, table }) => !own.has(`${module} ${table}`))
        .flatMap((use): RuleFinding[] => judge(use, owners.get(use.table), options)),
      judged: judgedFiles(project, lookup),
      unmatched: lookup.list.length > 0 ? [] : [options.modules ?? 'a module'],
    };
  },
});

type Use = TableUse & { readonly module: string };
interface Owner {
  readonly module: string;
  readonly because: string;
  readonly file: string | null;
}

/** Whoever is named owns it; else who defines it first; else whose name is its schema; else its only writer. */
function ownersOf(
  uses: readonly Use[],
  lookup: ModuleLookup,
  { owners }: Options,
): ReadonlyMap<string, Owner> {
  const named = Object.entries(owners).map(([table, module]) => ({
    glob: pathGlob(table),
    module,
  }));
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const bySchema = new Map(lookup.list.map(({ name }) => [plain(name), name]));
  return new Map(
    [...groupBy(uses, ({ table }) => table)].flatMap(([table, all]): [string, Owner][] => {
      const said = named.find(({ glob }) => glob.match(table) !== undefined);
      if (said)
        return [[table, { module: said.module, because: 'is named as its owner', file: null }]];
      const defines = all.find(({ access }) => access === 'define');
      if (defines)
        return [[table, { module: defines.module, because: 'defines it', file: defines.file }]];
      const schema = bySchema.get(plain(table.includes('.') ? (table.split('.')[0] ?? '') : ''));
      if (schema !== undefined)
        return [[table, { module: schema, because: 'has its schema', file: null }]];
      const writers = new Set(
        all.flatMap(({ access, module }) => (access === 'write' ? module : [])),
      );
      const [writer] = writers;
      return writer === undefined || writers.size > 1
        ? []
        : [[table, { module: writer, because: 'alone writes it', file: null }]];
    }),
  );
}

function judge(use: Use, owner: Owner | undefined, options: Options): RuleFinding[] {
  const { file, line, column, table, access, module, by } = use;
  if (owner?.module === module) return [];
  if (owner === undefined) {
    return access === 'write'
      ? [
          finding(
            'TABLE_WITHOUT_OWNER',
            `${module} writes table ${table}, as other modules do: it has no owner`,
          ),
        ]
      : [];
  }
  if (access === 'define')
    return [
      finding(
        'TABLE_OWNED_TWICE',
        `${module} defines table ${table}, which ${owner.module} owns (it ${owner.because})`,
      ),
    ];
  if (access === 'read' && options.reads === 'allow') return [];
  const code = access === 'write' ? 'FOREIGN_TABLE_WRITE' : 'FOREIGN_TABLE_READ';
  return [
    finding(
      code,
      `${module} ${access}s table ${table}, which ${owner.module} owns (it ${owner.because})`,
    ),
  ];

  function finding(code: string, message: string): RuleFinding {
    return {
      code,
      file,
      line,
      column,
      args: { table, access, module, by, owner: owner?.module ?? null },
      message,
      proof: [file, ...(owner?.file == null ? [] : [owner.file])],
      subject: `${file} ${access} ${table}`,
    };
  }
}

function judgedFiles(project: ProjectModel, lookup: ModuleLookup): string[] {
  return project.files.map(({ path }) => path).filter((path) => lookup.of(path) !== undefined);
}
