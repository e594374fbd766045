// Writes docs/reference.md from the code that it describes (after `npm run build`).
// `--check` writes nothing and fails when it is stale.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { readSources } from './reference/sources.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REFERENCE = `${ROOT}docs/reference.md`;

/** Bundled beside our packages, which it finds from there; gone when it has run. */
async function referenceText() {
  mkdirSync(`${ROOT}node_modules/.cache`, { recursive: true });
  const folder = mkdtempSync(`${ROOT}node_modules/.cache/reference-`);
  try {
    const outfile = `${folder}/reference.mjs`;
    const entryPoints = [`${ROOT}scripts/reference/reference.ts`];
    await build({
      entryPoints,
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
    });
    const reference = await import(pathToFileURL(outfile).href);
    return await reference.referenceText(readSources());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const text = await referenceText();
const isStale = !existsSync(REFERENCE) || readFileSync(REFERENCE, 'utf8') !== text;
if (isStale && process.argv.includes('--check')) {
  console.error(`Stale: ${REFERENCE}. Run node scripts/generate-reference.mjs.`);
  process.exitCode = 1;
} else if (isStale) writeFileSync(REFERENCE, text);
