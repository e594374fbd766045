import { expect, test } from 'vitest';
import { drawProject } from './draw-project.js';
import { graphChange } from './graph-change.js';
import { moduleGraph } from './metrics/module-graph.js';
import { moduleLookup } from './module-lookup.js';

type Uses = Readonly<Record<string, readonly string[]>>;

/** Modules of one file each, by what they use. */
function graph(uses: Uses) {
  const file = (name: string) => `src/modules/${name}/index.ts`;
  const project = drawProject(
    Object.fromEntries(
      Object.entries(uses).map(([name, used]) => [
        file(name),
        used.map((one) => one.replace(/\w+$/, file)),
      ]),
    ),
  );
  return moduleGraph(project, moduleLookup(project));
}
const edges = (before: Uses, after: Uses) =>
  graphChange(graph(before), graph(after)).edges.map(
    ({ change, edge: { from, to } }) => `${from} → ${to} ${change}`,
  );
const cycles = (before: Uses, after: Uses) => graphChange(graph(before), graph(after)).cycles;

const LINE = { a: ['b'], b: ['c'], c: [], d: [] };

test('the same graph has not changed, however often it imports', () => {
  const twice = { ...LINE, a: ['b', 'b', 'type b'] };
  expect(graphChange(graph(LINE), graph(twice))).toEqual({
    edges: [],
    cycles: [],
    modules: { new: [], gone: [] },
  });
});

test('dependencies come, go, and change what they are at run time', () => {
  const after = { a: ['type b', 'd'], b: [], c: [], d: [] };
  expect(edges(LINE, after)).toEqual(['a → b now types only', 'a → d new', 'b → c gone']);
  expect(edges(after, LINE)).toEqual(['a → b now at run time', 'a → d gone', 'b → c new']);
});

test('modules come and go with what they import', () => {
  const { modules, edges } = graphChange(graph(LINE), graph({ a: ['e'], b: [], c: [], e: [] }));
  expect(modules).toEqual({ new: ['e'], gone: ['d'] });
  expect(edges.map(({ change }) => change)).toEqual(['gone', 'new', 'gone']);
});

test('a cycle is new, gone, or another than it was', () => {
  const two = { ...LINE, b: ['a'] };
  const three = { a: ['b'], b: ['c'], c: ['a'], d: [] };
  const both = { a: ['b'], b: ['a'], c: ['d'], d: ['c'] };
  const four = { a: ['b'], b: ['c'], c: ['d'], d: ['a'] };
  expect(cycles(LINE, two)).toEqual([{ change: 'new', modules: ['a', 'b'], before: [] }]);
  expect(cycles(two, LINE)).toEqual([{ change: 'gone', modules: ['a', 'b'], before: ['a', 'b'] }]);
  expect(cycles(two, three)).toEqual([
    { change: 'changed', modules: ['a', 'b', 'c'], before: ['a', 'b'] },
  ]);
  expect(cycles(both, four)).toEqual([
    { change: 'changed', modules: ['a', 'b', 'c', 'd'], before: ['a', 'b', 'c', 'd'] },
  ]);
  expect(cycles(four, both).map(({ change }) => change)).toEqual(['changed', 'changed']);
  expect(cycles(three, { ...three, b: ['c', 'a'] })).toEqual([]);
});

test('types alone close no cycle', () => {
  expect(cycles(LINE, { ...LINE, b: ['type a'] })).toEqual([]);
});
