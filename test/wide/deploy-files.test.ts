import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../tools/checks.js';
import { folderOf } from './in-repo.js';
import { REPOS } from './repos.js';

/** What functions do not have. */
const ONLY_FOR_PROCESSES = 'deploy/k8s/overlays';

for (const { id, pattern } of REPOS) {
  describe(id, () => {
    for (const { name, missing, reads, check } of CHECKS) {
      it(name, async (context) => {
        const why = await missing();
        context.skip(why !== null, why ?? '');
        const repo = folderOf(id);
        const none = pattern === 'serverless' && reads === ONLY_FOR_PROCESSES;
        expect(existsSync(join(repo, reads))).toBe(!none);
        context.skip(none, `functions have no ${reads}`);
        expect(await check(repo)).toEqual([]);
      });
    }
  });
}
