// Writes a project of many TypeScript files for measuring arch-lint: node bench/make-lint-project.mjs <folder> [files]
import { mkdirSync, writeFileSync } from 'node:fs';

const [folder, files = '5000'] = process.argv.slice(2);
if (folder === undefined) throw new Error('Give the folder to write');
const MODULES = 50;
const IMPORTS = 6;
const BODY = Array.from(
  { length: 40 },
  (_, i) => `export const value${i} = (n: number): number => n * ${i} + 1; // ${'x'.repeat(20)}`,
).join('\n');

/** The same numbers each time: a linear congruence is random enough to spread imports. */
let seed = 1;
const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;

const count = Number(files);
const place = (i) => ({ folder: `src/modules/m${i % MODULES}`, name: `file${i}` });
for (let i = 0; i < MODULES; i++) mkdirSync(`${folder}/src/modules/m${i}`, { recursive: true });
writeFileSync(
  `${folder}/package.json`,
  JSON.stringify({ name: 'measured', type: 'module', imports: { '#*.js': './src/*.ts' } }),
);
for (let i = 0; i < count; i++) {
  const own = place(i);
  const lines = Array.from({ length: i === 0 ? 0 : IMPORTS }, (_, k) => {
    // Earlier files, but for a near later one here and there: a few small cycles, as in a real project.
    const later = i % 100 === 1 && k === 0;
    const other = place(later ? Math.min(count - 1, i + 1 + random(10)) : random(i));
    const from =
      other.folder === own.folder
        ? `./${other.name}.js`
        : `#${other.folder.slice(4)}/${other.name}.js`;
    return k % 3 === 0
      ? `import type * as t${k} from '${from}';`
      : `import { value1 as v${k} } from '${from}';`;
  });
  writeFileSync(
    `${folder}/${own.folder}/${own.name}.ts`,
    `${lines.join('\n')}\nimport { readFile } from 'node:fs/promises';\n${BODY}\n`,
  );
}
