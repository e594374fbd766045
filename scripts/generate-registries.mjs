// Writes src/patterns/registry.ts and src/features/registry.ts from the folders that exist.
// `--check` writes nothing and fails when a registry is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/** One line per kind of folder: what is exported there and how the table over it is called. */
export const REGISTRIES = [
  {
    folder: 'patterns',
    file: 'pattern',
    table: 'PATTERNS',
    doc: 'Every pattern by its id.',
    shape: '{ readonly [Id in PatternId]: Pattern & { readonly id: Id } }',
    imports: [
      "import type { PatternId } from '#shared/pattern-id.js';",
      "import type { Pattern } from './pattern.js';",
    ],
    after: [],
  },
  {
    folder: 'features',
    file: 'feature',
    table: 'FEATURES',
    doc: 'Every feature by its id.',
    shape: 'Readonly<Record<string, Feature>>',
    imports: ["import type { Feature } from './contribution.js';"],
    after: [
      '/** The id of a feature that exists. */',
      'export type FeatureId = keyof typeof FEATURES;',
    ],
  },
];

/** The text a registry must have, given the folders of its kind. */
export function registryText({ file, table, doc, shape, imports, after }, ids) {
  const name = (id) => id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const key = (id) => (name(id) === id ? id : `'${id}'`);
  return [
    '// Generated from folder names by scripts/generate-registries.mjs.',
    ...imports,
    ...ids.map((id) => `import { ${file} as ${name(id)} } from './${id}/${file}.js';`),
    '',
    `/** ${doc} */`,
    `export const ${table} = {`,
    ...ids.map((id) => `  ${key(id) === name(id) ? id : `${key(id)}: ${name(id)}`},`),
    `} as const satisfies ${shape};`,
    ...(after.length > 0 ? ['', ...after] : []),
    '',
  ].join('\n');
}

/** The ids of a kind: the folders that hold its file, sorted. */
export function idsOf({ folder, file }) {
  return readdirSync(`${SRC}${folder}`, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && existsSync(`${SRC}${folder}/${entry.name}/${file}.ts`),
    )
    .map((entry) => entry.name)
    .sort();
}

function main(check) {
  for (const registry of REGISTRIES) {
    const path = `${SRC}${registry.folder}/registry.ts`;
    const text = registryText(registry, idsOf(registry));
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    if (check) {
      console.error(`Stale: ${path}. Run node scripts/generate-registries.mjs.`);
      process.exitCode = 1;
    } else writeFileSync(path, text);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main(process.argv.includes('--check'));
}
