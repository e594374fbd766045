import { describe, expect, it } from 'vitest';
import type { ArchitectureFile } from '#architecture/schema.js';
import { CATALOGUE } from '#blueprint/catalogue.js';
import { explain } from './explain.js';
import { manifestOf, baseOf } from './manifest.js';
import type { Draft } from './copy.js';
import { treeOf } from './tree.js';

function file(path: string, from: string, more: Partial<Draft> = {}): Draft {
  return { path, content: path, owner: 'managed', template: `t/${path}`, from, ...more };
}

const built = treeOf([
  file('README.md', 'base'),
  file('deploy/Dockerfile', 'feature:docker'),
  file('src/platform/broker.sns.ts', 'pattern:serverless'),
  file('src/modules/line-items/index.ts', 'module:line-items', { owner: 'yours' }),
  file('package-lock.json', 'base', { content: 'x'.repeat(70_000) }),
]);
const tree = built.ok ? built.value : [];
const manifest = manifestOf(tree, '1.0.0');
const architecture: ArchitectureFile = {
  version: 1,
  blueprint: {
    project: 'shop',
    pattern: 'serverless',
    modules: [
      {
        name: 'line-items',
        singular: 'line-item',
        template: 'sample-items',
        engine: 'postgres',
        paths: [],
      },
    ],
    apps: [],
    links: [],
    features: ['docker'],
  },
  clauses: [],
};

describe('explain', () => {
  it.each([
    ['README.md', 'every generated repo'],
    ['./deploy/Dockerfile', 'feature docker: '],
    ['src\\platform\\broker.sns.ts', 'pattern serverless: '],
    ['src/modules/line-items/index.ts', 'module line-items, written from sample-items'],
  ])('says what %s belongs to', (path, words) => {
    const origin = explain(path, manifest, architecture, CATALOGUE);
    expect(origin.ok && origin.value.belongsTo).toContain(words);
  });

  it('says who owns a file', () => {
    const origin = explain('src/modules/line-items/index.ts', manifest, architecture, CATALOGUE);
    expect(origin).toMatchObject({ ok: true, value: { owner: 'yours', decision: null } });
  });

  it('names a near path for one that was not generated', () => {
    const origin = explain('Dockerfile', manifest, architecture, CATALOGUE);
    expect(origin).toMatchObject({ ok: false, problems: [{ code: 'PATH_NOT_GENERATED' }] });
    expect(JSON.stringify(origin)).toContain('deploy/Dockerfile');
    expect(explain('constructor', manifest, architecture, CATALOGUE).ok).toBe(false);
  });
});

describe('the base of later merges', () => {
  it('holds managed files word for word, not yours and not the huge ones', () => {
    expect(Object.keys(baseOf(tree).files)).toEqual([
      'README.md',
      'deploy/Dockerfile',
      'src/platform/broker.sns.ts',
    ]);
    expect(baseOf(tree).files['README.md']).toBe('README.md');
  });

  it('leaves no file out of the manifest', () => {
    expect(Object.keys(manifest.files)).toEqual(tree.map(({ path }) => path));
  });
});
