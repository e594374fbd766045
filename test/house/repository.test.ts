import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { scanProject } from '#adapters/scan-project.js';
import { committedFiles } from '../setup/committed-files.js';

const committed = committedFiles();
const textOf = (path: string) => readFileSync(path, 'utf8');
const isText = (path: string) => !textOf(path).includes('\0');
const texts = committed.filter(isText);

const Names = z.record(z.string(), z.string()).default({});
const Package = z.object({
  dependencies: Names,
  devDependencies: Names,
  optionalDependencies: Names,
  peerDependencies: Names,
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  inBundle: z.boolean().default(false),
});
const Lockfile = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(z.string(), Package),
});

/** The folder that Node would find `name` in, seen from `folder`. */
function installed(packages: Readonly<Record<string, unknown>>, folder: string, name: string) {
  for (
    let from = folder;
    ;
    from = from.slice(0, Math.max(0, from.lastIndexOf('node_modules/') - 1))
  ) {
    const candidate = posix.join(from, 'node_modules', name);
    if (packages[candidate] !== undefined) return candidate;
    if (from === '') return undefined;
  }
}

describe.each(committed.filter((path) => posix.basename(path) === 'package-lock.json'))(
  '%s',
  (path) => {
    const { packages } = Lockfile.parse(JSON.parse(textOf(path)));
    const { '': root, ...others } = packages;

    it('is complete for every platform: each dependency of each package is in it', () => {
      const missing = Object.entries(packages).flatMap(
        ([folder, { dependencies, optionalDependencies }]) =>
          Object.keys({ ...dependencies, ...optionalDependencies })
            .filter((name) => installed(packages, folder, name) === undefined)
            .map((name) => `${folder} -> ${name}`),
      );
      expect(missing).toEqual([]);
    });

    it('says what, not from where: no address, and a hash of every package', () => {
      const of = (wrong: (one: z.infer<typeof Package>) => boolean) =>
        Object.keys(others).filter((folder) => wrong(Package.parse(others[folder])));
      expect(of(({ resolved }) => resolved !== undefined)).toEqual([]);
      expect(of(({ integrity, inBundle }) => integrity === undefined && !inBundle)).toEqual([]);
    });

    it('is what its package.json asks for, at exact versions', () => {
      const manifest = Package.parse(
        JSON.parse(textOf(posix.join(posix.dirname(path), 'package.json'))),
      );
      for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'] as const) {
        expect(root?.[kind]).toEqual(manifest[kind]);
        expect(Object.values(manifest[kind]).filter((version) => !/^\d/.test(version))).toEqual([]);
      }
    });
  },
);

/** With a letter in brackets, so that this file does not find itself. */
const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a registry host', /npm[j]s\.(org|com)|yarn[p]kg\.com|regis[t]ry\.npm/],
  ['a path of a workplace', /\/work[/](main|shared)|\/tmp[/]brief|bash[_]jobs/],
  ['a word of a workplace', /\bissues? [s]how\b|\bsub-?[a]gent|\bDESIGN[.]md|HOUSE[-]NOTES/i],
  [
    'a test that is left out or left alone',
    /\b(it|test|describe)(\.\w+)*\.(onl[y]|ski[p]|tod[o])\b/,
  ],
];

describe('committed files', () => {
  it.each(FORBIDDEN)('hold no trace of %s', (_, pattern) => {
    const found = texts.flatMap((path) =>
      textOf(path)
        .split('\n')
        .flatMap((line, index) =>
          pattern.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 120)}`] : [],
        ),
    );
    expect(found).toEqual([]);
  });

  it('below src have at most 300 lines, so that each is about one idea', () => {
    const long = texts.filter(
      (path) => /^src\/.*(?<!\.test)\.ts$/.test(path) && textOf(path).split('\n').length > 301,
    );
    expect(long).toEqual([]);
  });

  it('are not what npm, a build or a run left behind', () => {
    expect(
      committed.filter((path) =>
        /(^|\/)(node_modules|coverage|demo)\/|^dist\/|\.tgz$|(^|\/)\.env$/.test(path),
      ),
    ).toEqual([]);
  });
});

/** Where a package may be imported; one of `files` where it has a single address. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  commander: ['src/cli/'],
  '@inquirer/core': ['src/cli/prompts/terminal/terminal-prompts.ts'],
  chalk: ['src/cli/print/style.ts'],
  handlebars: ['src/render/prose/compile.ts'],
  execa: ['src/adapters/run.ts'],
  acorn: ['src/adapters/parse-literals.ts'],
  yaml: ['src/adapters/parse-yaml.ts', 'src/render/yaml.ts'],
  'node-diff3': ['src/changes/merge3.ts'],
  pluralize: ['src/answers/names.ts'],
  zod: ['src/'],
};

describe('every npm package', () => {
  it('has one address, and every address is used', async () => {
    const { imports } = await scanProject('.');
    const used = imports.flatMap(({ from, target }) =>
      target.kind === 'package' && from.startsWith('src/') && !/\.test|\/testing\//.test(from)
        ? [{ from, name: target.name }]
        : [],
    );
    const elsewhere = used.filter(
      ({ from, name }) => !(ADDRESSES[name] ?? []).some((start) => from.startsWith(start)),
    );
    expect(elsewhere).toEqual([]);
    for (const [name, starts] of Object.entries(ADDRESSES)) {
      for (const start of starts) {
        expect(
          used.some((one) => one.name === name && one.from.startsWith(start)),
          `${name} in ${start}`,
        ).toBe(true);
      }
    }
  });

  it('is bundled: nothing is installed with the package', () => {
    const manifest: object = JSON.parse(textOf('package.json'));
    expect(
      Object.keys(manifest).filter((key) => /^(d|optionalD|peerD|bundleD)ependencies$/.test(key)),
    ).toEqual([]);
  });
});

describe('the package', () => {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const Packed = z.tuple([
    z.object({ files: z.array(z.object({ path: z.string(), mode: z.int() })) }),
  ]);
  const [{ files }] = Packed.parse(JSON.parse(output));
  const paths = files.map(({ path }) => path);

  it('holds the templates in one file, as they are', () => {
    const pack: unknown = JSON.parse(textOf('dist/templates.json'));
    const { files: packed } = z
      .object({ files: z.array(z.tuple([z.string(), z.string()])) })
      .parse(pack);
    const templates = committed.filter(
      (path) =>
        /^templates\/(base|features|modules|patterns)\//.test(path) &&
        !path.includes('.test-only.'),
    );
    expect(packed.map(([path, text]) => [`templates/${path}`, text])).toEqual(
      templates.sort().map((path) => [path, textOf(path)]),
    );
    expect(paths).toEqual(
      expect.arrayContaining(['dist/templates.json', 'dist/tools/arch-lint.mjs']),
    );
  });

  it('holds nothing else than launchers, the bundle and its types', () => {
    const others = paths.filter((path) => !/^(bin|dist|types)\//.test(path));
    expect(others.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
    expect(paths.filter((path) => /node_modules|(^|\/)\.env$|\.map$/.test(path))).toEqual([]);
  });

  it('can start both of its commands', () => {
    const bins: Readonly<Record<string, string>> = JSON.parse(textOf('package.json')).bin;
    expect(Object.keys(bins).sort()).toEqual(['arch-lint', 'create-backend']);
    for (const path of Object.values(bins)) {
      expect(files.find((file) => file.path === path)?.mode, path).toBe(0o755);
      expect(textOf(path)).toMatch(/^#!\/usr\/bin\/env node\n/);
    }
  });
});
