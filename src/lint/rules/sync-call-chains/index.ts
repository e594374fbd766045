import * as z from 'zod';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, GlobWithPlaceholder } from '../../globs.js';
import { cyclicComponents, restrictEdges } from '../../graph/components.js';
import { shortestCycle } from '../../graph/shortest-cycle.js';
import { appsOf } from '../../infer-apps.js';
import { moduleLookup } from '../../module-lookup.js';
import type { ProjectModel, RemoteCall } from '../../project-model.js';
import { defineRule } from '../../rule.js';

const Options = z.strictObject({
  apps: GlobWithPlaceholder.optional().describe(
    'the folder of an app, such as services/<app>; without it, what is deployed or lies in apps, services or functions',
  ),
  most: z.int().min(1).default(2).describe('most calls in a row, from app to app'),
  except: z.array(Glob).default([]).describe('files that are not judged, such as tests'),
});

/** Apps that wait for apps that wait for apps: each one's outage is everybody's. */
export const rule = defineRule({
  summary: 'Calls from app to app form no long chain and no circle',
  needs: 'facts',
  options: Options,
  check: (project, options) => {
    const lookup =
      options.apps === undefined ? appsOf(project) : moduleLookup(project, options.apps);
    const appOf = (path: string) => lookup.of(path)?.name;
    const graph = callGraph(project, appOf, firstMatch(options.except));
    return {
      findings: [...circles(graph), ...chains(graph, options.most)],
      judged: project.files.map(({ path }) => path).filter((path) => appOf(path) !== undefined),
      unmatched: lookup.list.length > 0 ? [] : [options.apps ?? 'apps, services or functions'],
    };
  },
});

interface CallGraph {
  readonly names: readonly string[];
  readonly edges: readonly (readonly number[])[];
  readonly call: (from: number, to: number) => RemoteCall | undefined;
}

function callGraph(
  project: ProjectModel,
  appOf: (path: string) => string | undefined,
  isExcepted: (path: string) => unknown,
): CallGraph {
  const calls = (project.facts?.calls ?? []).flatMap((call) => {
    const from = appOf(call.file);
    const left = from === undefined || call.app === null || call.app === from;
    return left || isExcepted(call.file) !== undefined ? [] : [{ call, from, to: call.app }];
  });
  const names = [...new Set(calls.flatMap(({ from, to }) => [from, to]))].sort();
  const ids = new Map(names.map((name, id) => [name, id]));
  const proofs = names.map(() => new Map<number, RemoteCall>());
  for (const { call, from, to } of calls) {
    const proof = proofs[ids.get(from) ?? -1];
    const id = ids.get(to);
    if (proof !== undefined && id !== undefined && !proof.has(id)) proof.set(id, call);
  }
  return {
    names,
    edges: proofs.map((proof) => [...proof.keys()].sort((a, b) => a - b)),
    call: (from, to) => proofs[from]?.get(to),
  };
}

function circles(graph: CallGraph): RuleFinding[] {
  return cyclicComponents(graph.edges).flatMap((component) => {
    const cycle = shortestCycle(restrictEdges(graph.edges, component), component);
    const [first = 0, second = first] = cycle;
    return tell(
      graph,
      'SYNC_CALL_CIRCLE',
      [...cycle, first],
      graph.call(first, second),
      (names) => `apps call each other in a circle: ${names}; none works while another is down`,
    );
  });
}

/** The longest chain from each app that nobody calls; circles are told on their own. */
function chains(graph: CallGraph, most: number): RuleFinding[] {
  const inCircle = new Set(cyclicComponents(graph.edges).flat());
  const called = new Set(graph.edges.flat());
  const longest = (node: number): number[] => {
    if (inCircle.has(node)) return [node];
    const below = (graph.edges[node] ?? []).map(longest);
    const best = below.reduce((a, b) => (b.length > a.length ? b : a), [] as number[]);
    return [node, ...best];
  };
  return graph.names.flatMap((_, node) => {
    const chain = called.has(node) ? [] : longest(node);
    if (chain.length - 1 <= most) return [];
    const [first = 0, second = 0] = chain;
    return tell(
      graph,
      'SYNC_CALL_CHAIN',
      chain,
      graph.call(first, second),
      (names) =>
        `${chain.length - 1} calls in a row: ${names}; their delays add up and each outage reaches the first`,
    );
  });
}

function tell(
  { names }: CallGraph,
  code: string,
  path: readonly number[],
  call: RemoteCall | undefined,
  message: (names: string) => string,
): RuleFinding[] {
  if (call === undefined) return [];
  const apps = path.map((node) => names[node] ?? '');
  const { file, line, column } = call;
  const said = message(apps.join(' → '));
  return [
    {
      code,
      file,
      line,
      column,
      args: { apps },
      message: said,
      proof: apps,
      subject: apps.join(' → '),
    },
  ];
}
