import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ts } from '@ts-morph/common';
import { ResolverFactory } from 'oxc-resolver';
import { describe, expect, test } from 'vitest';
import { scanProject } from '#adapters/scan-project.js';
import { importsByCompiler } from './imports-by-compiler.js';

/** This repository with its templates; others can be given to look at, by path, divided by colons. */
const ROOTS = [
  '.',
  ...(process.env['ORACLE_ROOTS'] ?? '').split(':').filter((root) => root !== ''),
];

/** `a → b` for each pair of files of the project. */
type Edges = ReadonlySet<string>;

async function ours(root: string) {
  const { files, imports } = await scanProject(root);
  const sources = new Set(files.map(({ path }) => path));
  const edges = new Set<string>();
  for (const { from, target, kind } of imports) {
    // A replacement for a test is no module to the compiler.
    if (target.kind === 'file' && sources.has(target.path) && kind !== 'mock')
      edges.add(`${from} → ${target.path}`);
  }
  return { sources, edges, imports };
}

/** The edges that another resolver gives for the same imports. */
function theirs(
  root: string,
  sources: ReadonlySet<string>,
  resolveImport: (file: string, specifier: string) => string | undefined,
): Edges {
  const edges = new Set<string>();
  for (const from of sources) {
    const file = join(root, from);
    const seen = importsByCompiler(file, readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) ?? [];
    for (const { specifier } of seen) {
      const found = resolveImport(file, specifier);
      const path = found === undefined ? '..' : implementation(relative(root, found), sources);
      if (sources.has(path)) edges.add(`${from} → ${path}`);
    }
  }
  return edges;
}

/** The compiler prefers a declaration to the JavaScript beside it; an edge to what runs says more. */
function implementation(path: string, sources: ReadonlySet<string>): string {
  const plain = path.replaceAll('\\', '/');
  const script = plain.replace(/\.d\.([cm]?)ts$/, '.$1js');
  return sources.has(script) ? script : plain;
}

function byCompiler(): (file: string, specifier: string) => string | undefined {
  const options = new Map<string, ts.CompilerOptions>();
  const optionsOf = (folder: string): ts.CompilerOptions => {
    const known = options.get(folder);
    if (known !== undefined) return known;
    const file = ts.findConfigFile(folder, existsSync);
    const read = file === undefined ? {} : ts.readConfigFile(file, ts.sys.readFile).config;
    const { options: own } = ts.parseJsonConfigFileContent(
      { ...read, files: [], include: [] },
      { ...ts.sys, readDirectory: () => [] },
      file === undefined ? folder : dirname(file),
    );
    const all = {
      ...own,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowJs: true,
      resolveJsonModule: true,
    };
    options.set(folder, all);
    return all;
  };
  return (file, specifier) =>
    ts.resolveModuleName(specifier, file, optionsOf(dirname(file)), ts.sys).resolvedModule
      ?.resolvedFileName;
}

function byOxc(): (file: string, specifier: string) => string | undefined {
  const resolver = new ResolverFactory({
    extensions: ['.ts', '.tsx', '.d.ts', '.js', '.jsx', '.json', '.mjs', '.cjs'],
    extensionAlias: {
      '.js': ['.ts', '.tsx', '.d.ts', '.js', '.jsx'],
      '.mjs': ['.mts', '.d.mts', '.mjs'],
      '.cjs': ['.cts', '.d.cts', '.cjs'],
    },
    conditionNames: ['types', 'import', 'default'],
    tsconfig: 'auto',
  });
  return (file, specifier) => resolver.resolveFileSync(file, specifier).path;
}

const missing = (some: Edges, all: Edges) => [...some].filter((edge) => !all.has(edge)).sort();

describe.each(ROOTS)('%s', (folder) => {
  const root = resolve(folder);
  test.each([
    ['the compiler', byCompiler],
    ['oxc-resolver', byOxc],
  ])(
    'edges are those of %s',
    async (_name, resolver) => {
      const { sources, edges } = await ours(root);
      const other = theirs(root, sources, resolver());
      const onlyTheirs = missing(other, edges);
      const onlyOurs = missing(edges, other);
      expect(edges.size).toBeGreaterThan(1000);
      expect({ onlyTheirs, onlyOurs }).toEqual({ onlyTheirs: [], onlyOurs: [] });
    },
    300_000,
  );
});
