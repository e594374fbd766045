import { setFlagsFromString } from 'node:v8';

/**
 * For a process that lives a second or two: V8's slow optimiser takes longer over a few hundred functions than it
 * saves. Where there is a quick one too, that is enough; Node 20 has none, and asks the slow one later. Changes no result.
 */
export function optimiseLess(
  v8: string = process.versions.v8,
  built: object = process.config.variables,
): void {
  const hasQuick = 'v8_enable_maglev' in built && built.v8_enable_maglev === 1;
  // Node 22 may have been built with the quick one, and does not use it.
  if (Number.parseInt(v8) >= 13 && hasQuick) setFlagsFromString('--no-turbofan');
  else if (v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=400000');
}
