import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawProject } from '#lint/draw-project.js';
import { edgesToCut } from '#lint/graph/edges-to-cut.js';
import { cyclicComponents, restrictEdges, type Edges } from '#lint/graph/components.js';
import { shortestCycle } from '#lint/graph/shortest-cycle.js';
import { lint } from '#lint/lint.js';

/** Small graphs with a few edges a node, where every shape of cycle comes up. */
const graph: fc.Arbitrary<Edges> = fc
  .integer({ min: 1, max: 12 })
  .chain((size) =>
    fc.array(fc.uniqueArray(fc.nat(size - 1), { maxLength: 3 }), {
      minLength: size,
      maxLength: size,
    }),
  )
  .map((edges) => edges.map((targets) => targets.sort((a, b) => a - b)));

/** Who reaches whom in one step or more, by Warshall's three loops. */
function reach(edges: Edges): boolean[][] {
  const table = edges.map((targets) => edges.map((_, to) => targets.includes(to)));
  for (const [via] of edges.entries()) {
    for (const row of table) {
      if (row[via]) for (const [to] of edges.entries()) row[to] ||= table[via]?.[to] ?? false;
    }
  }
  return table;
}

function naiveComponents(edges: Edges): number[][] {
  const table = reach(edges);
  const together = (a: number, b: number) => table[a]?.[b] === true && table[b]?.[a] === true;
  return edges.flatMap((_, node) => {
    const members = edges.flatMap((_, other) => (together(node, other) ? [other] : []));
    return members[0] === node ? [members] : [];
  });
}

/** Lengths of walks from a node back to itself, one more step at a time. */
function naiveShortest(edges: Edges, component: readonly number[]): number {
  for (let length = 1; ; length++) {
    const back = component.some((start) => {
      let at = new Set([start]);
      for (let step = 0; step < length; step++) {
        at = new Set([...at].flatMap((node) => [...(edges[node] ?? [])]));
      }
      return at.has(start);
    });
    if (back) return length;
  }
}

test('components agree with a naive oracle', () => {
  fc.assert(
    fc.property(graph, (edges) => {
      expect(cyclicComponents(edges)).toEqual(naiveComponents(edges));
    }),
    { numRuns: 1000 },
  );
});

test('the witness is a cycle, as short as any, and begins at its smallest node', () => {
  fc.assert(
    fc.property(graph, (edges) => {
      for (const component of cyclicComponents(edges)) {
        const cycle = shortestCycle(edges, component);
        cycle.forEach((node, at) => {
          expect(edges[node]).toContain(cycle[(at + 1) % cycle.length]);
        });
        expect(cycle[0]).toBe(Math.min(...cycle));
        expect(cycle).toHaveLength(naiveShortest(restrictEdges(edges, component), component));
      }
    }),
    { numRuns: 1000 },
  );
});

test('the cut ends every cycle, and no edge of it is idle', () => {
  fc.assert(
    fc.property(graph, (edges) => {
      for (const component of cyclicComponents(edges)) {
        const inside = restrictEdges(edges, component);
        const cut = edgesToCut(inside, component);
        const without = (removed: typeof cut) =>
          inside.map((targets, from) =>
            targets.filter((to) => !removed.some(([a, b]) => a === from && b === to)),
          );
        expect(cyclicComponents(without(cut))).toEqual([]);
        for (const edge of cut) {
          expect(cyclicComponents(without(cut.filter((other) => other !== edge)))).not.toEqual([]);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('the order in which files are drawn changes nothing', () => {
  const clause = {
    rule: 'no-cycles',
    name: 'n',
    because: 'x'.repeat(20),
    severity: 'error' as const,
    options: {},
  };
  const name = (node: number) => `src/${node}.ts`;
  fc.assert(
    fc.property(graph, fc.infiniteStream(fc.nat()), (edges, keys) => {
      const drawn = edges.map((targets, node) => [name(node), targets.map(name)] as const);
      const shuffled = drawn
        .map((one) => ({ one, key: keys.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one);
      const [a, b] = [drawn, shuffled].map((d) =>
        lint(drawProject(Object.fromEntries(d)), [clause]),
      );
      expect(a).toEqual(b);
    }),
  );
});

test('a ring of 5,000 and a chain of 50,000 files are no trouble', () => {
  const ring = Array.from({ length: 5000 }, (_, node) => [(node + 1) % 5000]);
  const [component = []] = cyclicComponents(ring);
  expect(shortestCycle(ring, component)).toHaveLength(5000);
  expect(edgesToCut(ring, component)).toHaveLength(1);
  const chain = Array.from({ length: 50_000 }, (_, node) => (node < 49_999 ? [node + 1] : []));
  expect(cyclicComponents(chain)).toEqual([]);
});
