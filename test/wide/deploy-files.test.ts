import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../tools/checks.js';
import { folderOf } from './in-repo.js';
import { REPOS } from './repos.js';

/** What functions do not have. */
const ONLY_FOR_PROCESSES: readonly string[] = ['deploy/k8s/overlays', 'deploy/observability'];

for (const { id, pattern, features } of REPOS) {
  describe(id, () => {
    for (const { name, missing, reads, check } of CHECKS) {
      it(name, async (context) => {
        const why = await missing();
        context.skip(why !== null, why ?? '');
        const repo = folderOf(id);
        const asked: readonly string[] = features;
        const none =
          (pattern === 'serverless' && ONLY_FOR_PROCESSES.includes(reads)) ||
          (reads === '.gitlab-ci.yml' && !asked.includes('ci-gitlab')) ||
          (reads === 'catalog-info.yaml' && !asked.includes('backstage'));
        expect(existsSync(join(repo, reads))).toBe(!none);
        context.skip(none, `this one has no ${reads}`);
        expect(await check(repo)).toEqual([]);
      });
    }
  });
}
