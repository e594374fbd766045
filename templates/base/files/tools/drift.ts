import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { driftOf, MANAGED, type Manifest } from './drift-check.ts';

/** Says which generated files were edited, deleted or added: `npm run drift`, `npm run drift -- --strict`. */
const root = join(import.meta.dirname, '..');
const strict = process.argv.includes('--strict');
const manifestPath = join(root, '.create-backend/manifest.json');

if (!existsSync(manifestPath)) {
  process.stderr.write(
    'There is no .create-backend/manifest.json to compare with. Restore it, or take drift out of the scripts: upgrades need it.\n',
  );
  process.exit(2);
}
const manifest: Manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
const { blueprint } = JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8'));

function below(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('.terraform'))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    );
}

const listed = Object.keys(manifest.files).filter((path) => existsSync(join(root, path)));
const drift = driftOf(manifest, blueprint, {
  files: [
    ...new Set([...listed, ...[...MANAGED, 'src/modules', 'src/apps'].flatMap(below)]),
  ].sort(),
  read: (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null),
});

const parts = [
  [
    'edited',
    drift.edited,
    'allowed; upgrades merge your edits. Back to what was generated: git log -- <file>',
    strict,
  ],
  [
    'unclaimed',
    drift.unclaimed,
    'nobody generated them, or their feature left architecture.json: keep or delete them',
    strict,
  ],
  [
    'missing',
    drift.missing,
    'restore them (git log -- <file>), or take their feature or app out of architecture.json',
    true,
  ],
  [
    'disagree',
    drift.disagreements,
    'change architecture.json or the folder, then npm run docs',
    true,
  ],
] as const;
for (const [name, lines, advice] of parts) {
  if (lines.length === 0) continue;
  process.stdout.write(`${name}: ${advice}\n${lines.map((line) => `  ${line}\n`).join('')}`);
}
const failed = parts.some(([, lines, , fails]) => fails && lines.length > 0);
if (!failed && drift.edited.length + drift.unclaimed.length === 0)
  process.stdout.write(`${Object.keys(manifest.files).length} generated files are as they were\n`);
process.exitCode = failed ? 1 : 0;
