import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strangeLicences } from './licence-check.ts';

/** Fails when a package that may be shipped has a licence that nobody allowed. */
const path = join(import.meta.dirname, '../package-lock.json');
const lockfile = JSON.parse(readFileSync(path, 'utf8'));
const strange = strangeLicences(lockfile);
const count = Object.keys(lockfile.packages).length - 1;
process.stdout.write(
  strange.length === 0
    ? `${count} packages have licences that are allowed\n`
    : `Look at these, then allow them in tools/licence-check.ts or do without:\n${strange.map((line) => `  ${line}\n`).join('')}`,
);
process.exitCode = strange.length === 0 ? 0 : 1;
