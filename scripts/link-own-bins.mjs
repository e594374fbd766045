// Puts this package's own commands where npx looks first, so that `npx create-backend` in a checkout is always ours:
// not every npm finds the commands of the folder that it runs in, and the registry's package of that name is another.
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = `${ROOT}node_modules/.bin`;
const { bin } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));

// Windows needs wrapper scripts instead of links; there npm's own look-up has to do.
if (existsSync(FOLDER) && process.platform !== 'win32') {
  for (const [name, path] of Object.entries(bin)) {
    rmSync(`${FOLDER}/${name}`, { force: true });
    symlinkSync(`../../${path}`, `${FOLDER}/${name}`);
  }
}
