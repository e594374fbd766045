import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withArchitecture } from './architecture-docs.ts';

/** Draws the pictures and tables of `docs/architecture.md` again: after a change of `architecture.json`. */
const root = join(import.meta.dirname, '..');
const path = join(root, 'docs/architecture.md');
const { blueprint } = JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8'));
writeFileSync(path, withArchitecture(readFileSync(path, 'utf8'), blueprint));
