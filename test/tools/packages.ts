import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('node_modules', import.meta.url));

/** Path inside a package of test/tools/package.json, which is installed apart from the root. */
export function inPackage(path: string): string {
  return join(modules, path);
}

/** Why a path of them is not there, or null. */
export function packagesMissing(path: string = modules): string | null {
  return existsSync(path) ? null : 'run npm ci in test/tools first';
}
