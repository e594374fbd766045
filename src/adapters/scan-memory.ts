import { readWhole, writeWhole } from './scan-cache-file.js';
import {
  pack,
  unpack,
  type Known,
  type KeptFile,
  type Stored,
  type World,
} from './scan-cache-columns.js';

/** Where is kept what was read, for the next time. */
export interface ScanMemory {
  readonly load: () => Known | undefined;
  readonly keep: (files: readonly KeptFile[], world: World | undefined) => void;
}

/** In a file, for other processes. */
export function memoryIn(file: string): ScanMemory {
  return {
    load: () => {
      const text = readWhole(file);
      try {
        return text === undefined ? undefined : unpack(JSON.parse(text) as Stored);
      } catch {
        return undefined;
      }
    },
    keep: (files, world) => writeWhole(file, JSON.stringify(pack(files, world))),
  };
}

/** In this process, where the same project is scanned again and again. */
export function memoryHere(): ScanMemory {
  let known: Known | undefined;
  return {
    load: () => known,
    keep: (files, world) => {
      const entries = files.map(([path, stamp, found]) => {
        return [path, { stamp, found: () => found }] as const;
      });
      known = { files: new Map(entries), world };
    },
  };
}
