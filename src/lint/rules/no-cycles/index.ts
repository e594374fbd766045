import * as z from 'zod';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, Globs, GlobWithPlaceholder, unmatched } from '../../globs.js';
import { cyclicComponents, restrictEdges } from '../../graph/components.js';
import { edgesToCut } from '../../graph/edges-to-cut.js';
import { importGraph, type ImportGraph } from '../../graph/import-graph.js';
import { shortestCycle } from '../../graph/shortest-cycle.js';
import { moduleLookup } from '../../module-lookup.js';
import type { Import, ProjectModel } from '../../project-model.js';
import { defineRule } from '../../rule.js';

const Options = z.strictObject({
  within: Globs.default(['**']).describe('the files that are judged'),
  between: z
    .enum(['files', 'modules'])
    .default('files')
    .describe('what may not depend on itself; modules are those recognised from the layout'),
  modules: GlobWithPlaceholder.optional().describe(
    'the folder of a module, such as src/modules/<module>; without it, the modules of the layout',
  ),
  typesOnly: z
    .enum(['report', 'ignore', 'only'])
    .default('report')
    .describe('cycles that exist only through type imports, which are erased at run time'),
  except: z.array(Glob).default([]).describe('files whose imports do not count, such as tests'),
});
type Options = z.infer<typeof Options>;
type When = 'runtime' | 'types';

/** Files or modules that depend on themselves: one finding for each strongly connected component. */
export const rule = defineRule({
  summary: 'Nothing depends on itself, directly or through others',
  options: Options,
  check: (project, options) => {
    const nodeByPath = nodesOf(project, options);
    const nodeOf = (path: string) => nodeByPath.get(path);
    const withinNode = options.between === 'files' ? 'keep' : 'drop';
    const all = importGraph(project, nodeOf, withinNode).only(meansAnother);
    const runtime = all.only(({ kind }) => kind !== 'type');
    const [whole, running] = [cyclicComponents(all.edges), cyclicComponents(runtime.edges)];
    const inRunning = new Set(running.flat());
    const erased = whole.filter((component) => !component.some((node) => inRunning.has(node)));
    const size = sizeByNode(whole);
    const tell = (graph: ImportGraph, when: When) => (component: readonly number[]) =>
      describeCycle(graph, component, when, size.get(component[0] ?? -1) ?? 0, options.between);
    return {
      findings: [
        ...(options.typesOnly === 'only' ? [] : running.map(tell(runtime, 'runtime'))),
        ...(options.typesOnly === 'ignore' ? [] : erased.map(tell(all, 'types'))),
      ],
      judged: [...nodeByPath.keys()],
      unmatched: unmatched(options.within, project.files),
    };
  },
});

/** A comment may name a type of its own file by its path. */
function meansAnother({ kind, from, target }: Import): boolean {
  return kind !== 'type' || target.kind !== 'file' || target.path !== from;
}

/** What each judged file counts as. */
function nodesOf(project: ProjectModel, options: Options): ReadonlyMap<string, string> {
  const within = firstMatch(options.within);
  const excepted = firstMatch(options.except);
  const modules =
    options.between === 'modules' ? moduleLookup(project, options.modules) : undefined;
  return new Map(
    project.files.flatMap(({ path }) => {
      if (within(path) === undefined || excepted(path) !== undefined) return [];
      const node = modules === undefined ? path : modules.of(path)?.folder;
      return node === undefined ? [] : [[path, node]];
    }),
  );
}

function sizeByNode(components: readonly (readonly number[])[]): ReadonlyMap<number, number> {
  return new Map(components.flatMap((nodes) => nodes.map((node) => [node, nodes.length] as const)));
}

/** That a member of a larger cycle imports itself explains nothing. */
function edgesWithin(all: ImportGraph['edges'], component: readonly number[]): number[][] {
  const edges = restrictEdges(all, component);
  return component.length === 1
    ? edges
    : edges.map((targets, node) => targets.filter((to) => to !== node));
}

function describeCycle(
  graph: ImportGraph,
  component: readonly number[],
  when: When,
  sizeWithTypes: number,
  between: Options['between'],
): RuleFinding {
  const edges = edgesWithin(graph.edges, component);
  const name = (node: number) => graph.names[node] ?? '';
  const cycle = shortestCycle(edges, component);
  const [first = 0, second = first] = cycle;
  const at = graph.proof(first, second);
  const witness = [...cycle, first].map(name);
  const cut = edgesToCut(edges, component).map(([from, to]) => {
    const found = graph.proof(from, to);
    return { from: name(from), to: name(to), file: found?.from ?? '', line: found?.line ?? 0 };
  });
  const size = component.length;
  return {
    code: when === 'runtime' ? 'CYCLE' : 'TYPE_CYCLE',
    file: at?.from ?? name(first),
    line: at?.line ?? 1,
    column: at?.column ?? 1,
    args: { between, when, size, sizeWithTypes, members: component.map(name), cut },
    message: message(between, when, size, sizeWithTypes, witness),
    proof: witness,
  };
}

function message(
  between: Options['between'],
  when: When,
  size: number,
  sizeWithTypes: number,
  witness: readonly string[],
): string {
  const one = between === 'files' ? 'file' : 'module';
  const how = when === 'runtime' ? 'at run time' : 'through type imports only';
  const more =
    when === 'runtime' && sizeWithTypes > size ? ` (${sizeWithTypes} with type imports)` : '';
  if (size === 1) return `${witness[0]} imports itself`;
  return `${size} ${one}s need each other ${how}${more}: ${witness.join(' → ')}`;
}
