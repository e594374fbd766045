import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { flagger, graphOf, ROOT } from './lockfile-graph.js';
import { sliceLockfile } from './lockfile.js';
import type { GeneratedPackage } from './merge/package-json.js';
import type { Lockfile, TemplatesPackage } from './templates.js';

const at = (file: string): URL => new URL(`../../templates/${file}`, import.meta.url);
const text = readFileSync(at('package-lock.json'), 'utf8');
const superset: Lockfile = JSON.parse(text);
const all: TemplatesPackage = JSON.parse(readFileSync(at('package.json'), 'utf8'));

function packageWith(dependencies: object, devDependencies: object): GeneratedPackage {
  return {
    name: 'shop',
    version: '0.1.0',
    private: true,
    type: 'module',
    engines: all.engines,
    imports: {},
    scripts: {},
    dependencies: { ...dependencies },
    devDependencies: { ...devDependencies },
  };
}

function packagesOf(slice: { readonly text: string }): Record<string, object> {
  return JSON.parse(slice.text).packages;
}

it('is the whole lockfile, byte for byte, when everything is wanted', () => {
  const slice = sliceLockfile(packageWith(all.dependencies, all.devDependencies), superset);
  expect(slice.problems).toEqual([]);
  const { [ROOT]: _mine, ...mine } = packagesOf(slice);
  const { [ROOT]: _npms, ...npms } = superset.packages;
  expect(JSON.stringify(mine, null, 2)).toBe(JSON.stringify(npms, null, 2));
});

it('keeps only what a small package reaches', () => {
  const packages = packagesOf(sliceLockfile(packageWith({ zod: '4.6.7' }, {}), superset));
  expect(Object.keys(packages)).toEqual(['', 'node_modules/zod']);
});

it('keeps the binaries of every platform, marked optional', () => {
  const packages = packagesOf(sliceLockfile(packageWith({ esbuild: '0.28.2' }, {}), superset));
  expect(Object.keys(packages)).toHaveLength(28);
  expect(packages['node_modules/@esbuild/win32-x64']).toMatchObject({ optional: true });
  expect(packages['node_modules/@esbuild/win32-x64']).not.toHaveProperty('dev');
});

it('marks a package dev only when the slice reaches it through dev dependencies alone', () => {
  const packages = packagesOf(
    sliceLockfile(packageWith({ fastify: '5.12.8' }, { pino: '10.4.0' }), superset),
  );
  expect(packages['node_modules/pino']).not.toHaveProperty('dev');
  const alone = packagesOf(sliceLockfile(packageWith({}, { pino: '10.4.0' }), superset));
  expect(alone['node_modules/pino']).toMatchObject({ dev: true });
});

it('names what the lockfile lacks', () => {
  const slice = sliceLockfile(packageWith({ 'left-pad': '1.0.0' }, {}), superset);
  expect(slice.problems).toMatchObject([{ code: 'DEPENDENCY_NOT_LOCKED' }]);
  expect(slice.problems[0]?.message).toContain('left-pad');
});

it('follows the nested copy, required peers, and leaves optional peers alone', () => {
  const { graph, missing } = graphOf(
    { dependencies: { a: '1', b: '1' } },
    {
      lockfileVersion: 3,
      packages: {
        'node_modules/a': { dependencies: { c: '2' } },
        'node_modules/a/node_modules/c': { peerDependencies: { d: '1' } },
        'node_modules/b': {
          peerDependencies: { e: '1' },
          peerDependenciesMeta: { e: { optional: true } },
        },
        'node_modules/c': {},
        'node_modules/d': {},
        'node_modules/e': {},
      },
    },
  );
  expect(missing).toEqual([]);
  expect([...graph.keys()].filter(Boolean)).toEqual([
    'node_modules/a',
    'node_modules/b',
    'node_modules/a/node_modules/c',
    'node_modules/d',
  ]);
  expect(flagger(graph)('node_modules/d')).toEqual({ peer: true });
});

it('says devOptional where a dev way and an optional way meet', () => {
  const { graph } = graphOf(
    { dependencies: { a: '1' }, devDependencies: { b: '1' } },
    {
      lockfileVersion: 3,
      packages: {
        'node_modules/a': { optionalDependencies: { c: '1' } },
        'node_modules/b': { dependencies: { c: '1' } },
        'node_modules/c': {},
      },
    },
  );
  expect(flagger(graph)('node_modules/c')).toEqual({ devOptional: true });
});
