import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

/** Templates are checked with the real packages that generated repos get: installed once, from their own lockfile. */
export default function installTemplates(): void {
  const marker = 'templates/node_modules/.package-lock.json';
  const upToDate =
    existsSync(marker) && statSync(marker).mtimeMs >= statSync('templates/package-lock.json').mtimeMs;
  if (upToDate) return;
  process.stderr.write('installing the templates’ dependencies …\n');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: 'templates', stdio: ['ignore', 'ignore', 'inherit'] });
}
