import { expect, test } from 'vitest';
import { drawProject } from '../draw-project.js';
import { fileImports, fileNeighbours } from './file-imports.js';

const drawn = drawProject({
  'a.ts': ['b.ts', 'b.ts', 'a.ts', 'c.ts'],
  'b.ts': ['c.ts'],
  'c.ts': [],
});
const asset = { kind: 'file', path: 'data.json' } as const;
const imports = drawn.imports.map((found) =>
  found.from === 'b.ts' ? { ...found, target: asset } : found,
);
const project = { ...drawn, imports };

test('files have numbers in their order, other files after them', () => {
  const { paths, from, to } = fileImports(project);
  expect(paths).toEqual(['a.ts', 'b.ts', 'c.ts', 'data.json']);
  expect([...from].map((id, at) => `${paths[id]} ${paths[to[at] ?? -1]}`)).toEqual([
    'a.ts b.ts',
    'a.ts b.ts',
    'a.ts a.ts',
    'a.ts c.ts',
    'b.ts data.json',
  ]);
  expect(fileImports({ ...project, directives: [] })).toBe(fileImports(project));
});

test('neighbours are told once, in whichever order the imports come', () => {
  const expected = { imports: [[1, 2], [3], [], []], importers: [[], [0], [0], [1]] };
  expect(fileNeighbours(project)).toMatchObject(expected);
  const mixed = [...imports.slice(4), ...imports.slice(0, 4)].map((found) => ({ ...found }));
  expect(fileNeighbours({ ...project, imports: mixed })).toMatchObject(expected);
  const others = fileNeighbours(
    { ...project, imports: [...imports] },
    ({ target }) => target !== asset,
  );
  expect(others.imports).toEqual([[1, 2], [], [], []]);
});
