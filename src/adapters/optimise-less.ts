import { setFlagsFromString } from 'node:v8';

/**
 * For a process that lives a fraction of a second. The V8 of Node 20 has no quick optimiser, and uses its slow one on a
 * hundred functions, which takes longer than it saves; later ones have both. Changes no result.
 */
export function optimiseLess(v8: string = process.versions.v8): void {
  if (v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=400000');
}
