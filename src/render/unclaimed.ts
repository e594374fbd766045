import type { Catalogue } from '#patterns/catalogue.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import type { Problem } from '#shared/user-error.js';
import { broken } from './problems.js';
import type { Templates } from './templates.js';

/** Beside `files/`, these may stand in a template folder without being copied. */
const KNOWN = /^modules\/[^/]+\/module\.json$|^([^/]+\/){1,2}README\.md$/;

/** Template files that no blueprint could ever ask for: dead, or misplaced. */
export function unclaimed({ files }: Templates, { features }: Catalogue): Problem[] {
  return [...files.keys()].flatMap((path) => {
    if (KNOWN.test(path)) return [];
    const why = objection(path, files, features);
    return why === null ? [] : [broken('TEMPLATE_UNCLAIMED', `templates/${path}: ${why}.`)];
  });
}

function objection(
  path: string,
  files: Templates['files'],
  features: Catalogue['features'],
): string | null {
  const [part = '', ...rest] = path.split('/');
  const [id = '', holder] = part === 'base' ? ['base', rest[0]] : rest;
  if (holder !== 'files') return 'it is not below a files folder';
  if (part === 'patterns') {
    return PATTERN_IDS.some((one) => one === id) ? null : `there is no pattern ${id}`;
  }
  if (part === 'features') return Object.hasOwn(features, id) ? null : `there is no feature ${id}`;
  if (part === 'modules') {
    return files.has(`modules/${id}/module.json`) ? null : `modules/${id} has no module.json`;
  }
  return part === 'base' ? null : 'it is in no known part';
}
