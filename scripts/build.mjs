// Bundles the command lines into dist/, so that the package needs nothing at run time:
// dist/<entry>.js with shared chunks for bin/, dist/tools/arch-lint.mjs in one file for generated repos, and
// dist/templates.json with all that these are written from.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { packTemplates } from './pack-templates.mjs';
import { precompiledProse } from './precompiled-prose.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ENTRIES = ['create-backend', 'arch-lint', 'lint', 'eslint', 'eslint-worker'];

// Bundled CommonJS packages still call `require` for what Node.js has built in.
const REQUIRE =
  "import { createRequire as nodeRequire } from 'node:module';\nconst require = nodeRequire(import.meta.url);";

/** The sources that say what arch-lint reads. */
const READER = /^(?:adapters\/(?:lex|scan-|resolve-|parse-jsonc)[\w-]*|shared\/path-glob)\.ts$/;

/** What one program read or answered is not believed by another: caches carry this in their names. */
function digestOf(isMeant) {
  const hash = createHash('sha1');
  for (const name of ['package.json', 'package-lock.json']) hash.update(readFileSync(ROOT + name));
  const sources = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && isMeant(path));
  for (const path of sources.toSorted()) hash.update(readFileSync(`${ROOT}src/${path}`));
  return hash.digest('hex').slice(0, 12);
}

const { templates, pack } = await packTemplates(ROOT);

const common = {
  absWorkingDir: ROOT,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  plugins: [precompiledProse(ROOT, templates)],
  define: {
    READER_DIGEST: JSON.stringify(digestOf((path) => READER.test(path))),
    PROGRAM_DIGEST: JSON.stringify(digestOf(() => true)),
  },
};

/** Beyond this, messages in all languages are in the bundle: some file says `import { z } from 'zod'`. */
const MOST_LOCALE_BYTES = 20_000;

/** One file with everything in it, for a generated repo's tools/. */
function buildShipped() {
  return build({
    ...common,
    stdin: {
      contents:
        "import { main } from './src/cli/arch-lint.ts';\nprocess.exitCode = await main(process.argv.slice(2));",
      resolveDir: ROOT,
      sourcefile: 'tools/arch-lint.ts',
    },
    outfile: 'dist/tools/arch-lint.mjs',
    banner: { js: `#!/usr/bin/env node\n${REQUIRE}` },
  });
}

/** What bin/ starts; heavy parts stay in chunks of their own until they are needed. */
function buildPackaged(names) {
  return build({
    ...common,
    entryPoints: Object.fromEntries(names.map((name) => [name, sourceOf(name)])),
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    banner: { js: REQUIRE },
  });
}

/** Bundled code keeps the notices of those who wrote it. */
function writeNotices(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  const folders = new Set(
    inputs.flatMap((input) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []),
  );
  const notices = [...folders].toSorted().map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(`${ROOT}${folder}/package.json`, 'utf8'),
    );
    const file = readdirSync(`${ROOT}${folder}`).find((entry) => /^licen[cs]e/i.test(entry));
    const text =
      file === undefined
        ? `Licensed under ${license}.`
        : readFileSync(`${ROOT}${folder}/${file}`, 'utf8').trim();
    return `${name} ${version}\n\n${text}\n`;
  });
  writeFileSync(`${ROOT}dist/THIRD-PARTY-NOTICES.txt`, notices.join(`\n${'-'.repeat(80)}\n\n`));
}

/** What others import is called otherwise than its source. */
const SOURCES = { lint: 'lint-api', eslint: 'eslint-plugin' };

function sourceOf(name) {
  return `src/cli/${SOURCES[name] ?? name}.ts`;
}

function tellSizes({ metafile }) {
  for (const [path, { bytes, entryPoint, inputs }] of Object.entries(metafile.outputs)) {
    const locales = Object.entries(inputs)
      .filter(([input]) => input.includes('/zod/v4/locales/'))
      .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
    if (locales > MOST_LOCALE_BYTES) {
      console.warn(
        `${path}: ${Math.ceil(locales / 1024)} kB are zod's locales: write import * as z from 'zod'`,
      );
    }
    if (entryPoint !== undefined) console.log(`${path} ${Math.ceil(bytes / 1024)} kB`);
  }
}

const asked = process.argv.slice(2);
const names = (asked.length > 0 ? asked : ENTRIES).filter((name) => {
  const exists = existsSync(`${ROOT}${sourceOf(name)}`);
  if (!exists) console.log(`skipped ${name}: there is no ${sourceOf(name)}`);
  return exists;
});

rmSync(`${ROOT}dist`, { recursive: true, force: true });
try {
  const builds = [];
  if (names.includes('arch-lint')) builds.push(await buildShipped());
  if (names.length > 0) builds.push(await buildPackaged(names));
  for (const built of builds) tellSizes(built);
  writeFileSync(`${ROOT}dist/templates.json`, pack);
  writeNotices(builds.map(({ metafile }) => metafile));
} catch {
  // esbuild has printed what is wrong, and where.
  process.exitCode = 1;
}
