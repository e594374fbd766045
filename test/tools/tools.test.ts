import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dockerfileFindings } from './dockerfile-rules.js';
import { manifestFindings } from './k8s-strict.js';
import { packagesMissing } from './packages.js';
import { findMirror } from './terraform.js';
import { workflowFindings } from './workflow-lint.js';

const what = (findings: readonly { readonly what: string }[]) => findings.map((one) => one.what);

describe.skipIf(packagesMissing() !== null)('checks that need test/tools/node_modules', () => {
  it('reports a field that Kubernetes does not have, and where it stands', async () => {
    const yaml =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { replicaz: 2 }\n';
    const found = await manifestFindings(yaml);
    expect(found).toContainEqual({ where: 'Deployment/a.spec.replicaz', what: 'unknown field' });
  });

  it('reports a kind that Kubernetes does not have', async () => {
    const found = await manifestFindings('apiVersion: v1\nkind: Servise\nmetadata: { name: a }\n');
    expect(what(found)).toContain('unknown kind (V1Servise)');
  });

  it('reports a Deployment that is not locked down', async () => {
    const yaml = `apiVersion: apps/v1
kind: Deployment
metadata: { name: a }
spec: { template: { spec: { containers: [{ name: a, image: 'a:latest' }] } } }
`;
    expect(what(await manifestFindings(yaml))).toEqual(
      expect.arrayContaining([
        'it may run as root',
        'its file system is writable',
        'no livenessProbe',
        'no NetworkPolicy',
        'image a:latest has no version',
        'nothing is denied by default',
      ]),
    );
  });

  it('reports every rule that a careless Dockerfile breaks', () => {
    const careless = 'FROM node\nADD . .\nENV API_TOKEN=1\nRUN npm install\nCMD npm start\n';
    expect(dockerfileFindings('Dockerfile', careless)).toHaveLength(9);
  });
});

describe('workflowFindings', () => {
  const pinned = `uses: a/b@${'0'.repeat(40)} # v1.2.3`;

  it('accepts an action that is pinned by commit and version', () => {
    expect(
      workflowFindings('ci', `permissions: {}\njobs: { a: { steps: [{ x: 1 }] } }\n# ${pinned}\n`),
    ).toEqual([]);
  });

  it('reports an action that is pinned by tag, and a token without stated permissions', () => {
    expect(what(workflowFindings('ci', 'jobs:\n  a:\n    steps:\n      - uses: a/b@v1\n'))).toEqual(
      ['a/b@v1 is not pinned by commit and version', 'permissions are not stated'],
    );
  });
});

describe('findMirror', () => {
  it('finds nothing in places that do not exist', () => {
    expect(findMirror(['/nowhere/at/all'])).toBeNull();
  });

  it('names a folder that holds the registry', () => {
    const mirror = findMirror();
    expect(mirror === null || existsSync(`${mirror}/registry.terraform.io`)).toBe(true);
  });
});
