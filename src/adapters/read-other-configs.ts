import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { parseJsonc } from './parse-jsonc.js';

/** A configuration of another tool, as text. */
export interface OtherConfig {
  readonly file: string;
  readonly text: string;
}

/** The modules of Node.js by the names that other tools know them by. */
export const NODE_MODULES: readonly string[] = builtinModules;

/** The files of these that are there and may be read. */
export function readOtherConfigs(root: string, files: readonly string[]): OtherConfig[] {
  return files.flatMap((file) => {
    try {
      return [{ file, text: readFileSync(join(root, file), 'utf8') }];
    } catch {
      return [];
    }
  });
}

/** What a configuration holds, by what its name says of its form; `read` understands JavaScript. */
export function valueOf({ file, text }: OtherConfig, read: (text: string) => unknown): unknown {
  return /rc$|\.json$/.test(file) ? parseJsonc(text) : read(text);
}
