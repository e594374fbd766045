import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { affectedImages, imagesOf } from './affected-apps.ts';

/**
 * Prints images as JSON, each with whether it changed: `node tools/affected.ts [--only-changed] <commit before>`.
 * Without a commit, or with one that git does not know, all have changed.
 */
const root = join(import.meta.dirname, '..');
const { blueprint } = JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8'));

function changedSince(commit: string): readonly string[] | null {
  try {
    const diff = ['diff', '--name-only', '--no-renames', `${commit}..HEAD`];
    const options = { cwd: root, encoding: 'utf8', stdio: 'pipe' } as const;
    return execFileSync('git', diff, options).split('\n').filter(Boolean);
  } catch {
    return null;
  }
}

const args = process.argv.slice(2);
const before = args.find((arg) => !arg.startsWith('--'));
const changed = before ? changedSince(before) : null;
const all = imagesOf(blueprint);
const affected = changed === null ? all : affectedImages(blueprint, changed);
const touched = new Set(affected.map(({ image }) => image));
const images = all.map((one) => ({ ...one, changed: touched.has(one.image) }));
const shown = args.includes('--only-changed') ? images.filter((one) => one.changed) : images;
process.stdout.write(`${JSON.stringify(shown)}\n`);
