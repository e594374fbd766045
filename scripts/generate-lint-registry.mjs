// Writes src/lint/rules/registry.ts from the folders that exist.
// `--check` writes nothing and fails when the registry is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const FOLDER = fileURLToPath(new URL('../src/lint/rules/', import.meta.url));
export const REGISTRY = `${FOLDER}registry.ts`;

/** The rules there are: the folders that hold an index.ts, sorted. */
export function ruleIds() {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`${FOLDER}${entry.name}/index.ts`))
    .map((entry) => entry.name)
    .sort();
}

/** The text that the registry must have, given the rules. */
export function registryText(ids) {
  const name = (id) => id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  return [
    '// Generated from folder names by scripts/generate-lint-registry.mjs.',
    "import type { Rule } from '../rule.js';",
    ...ids.map((id) => `import { rule as ${name(id)} } from './${id}/index.js';`),
    '',
    '/** Every rule by its id, which is the name of its folder. */',
    'export const RULES: ReadonlyMap<string, Rule> = new Map([',
    ...ids.map((id) => `  ['${id}', ${name(id)}],`),
    ']);',
    '',
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const text = registryText(ruleIds());
  const stale = !existsSync(REGISTRY) || readFileSync(REGISTRY, 'utf8') !== text;
  if (stale && process.argv.includes('--check')) {
    console.error(`Stale: ${REGISTRY}. Run node scripts/generate-lint-registry.mjs.`);
    process.exitCode = 1;
  } else if (stale) writeFileSync(REGISTRY, text);
}
