import { describe, expect, it } from 'vitest';
import type { Contribution } from '#features/contribution.js';
import type { Owned } from '#render/contributions.js';
import { mergeEnvExample } from './env.js';
import { canonical, mergeKeyed } from './keyed.js';
import { mergePackageJson } from './package-json.js';

function by(from: string, ...contributions: Contribution[]): Owned[] {
  return contributions.map((contribution) => ({ from, contribution }));
}

describe('one value per key', () => {
  it('names both owners when they disagree', () => {
    const { problems } = mergeKeyed('x', [
      { key: 'k', value: 1, from: 'base' },
      { key: 'k', value: 2, from: 'feature:a' },
    ]);
    expect(problems).toMatchObject([{ code: 'CONTRIBUTIONS_DISAGREE' }]);
    expect(problems[0]?.message).toBe('base and feature:a give k different values in x.');
  });

  it('accepts the same value twice, however its keys are ordered', () => {
    expect(canonical({ a: 1, b: { c: 2, d: 3 } })).toBe(canonical({ b: { d: 3, c: 2 }, a: 1 }));
    const { values, problems } = mergeKeyed('x', [
      { key: 'k', value: { a: 1, b: 2 }, from: 'base' },
      { key: 'k', value: { b: 2, a: 1 }, from: 'feature:a' },
    ]);
    expect([values.size, problems]).toEqual([1, []]);
  });
});

describe('package.json', () => {
  const templates = {
    engines: { node: '>=22' },
    dependencies: { fastify: '5.0.0', zod: '4.0.0' },
    devDependencies: { yaml: '2.0.0' },
  };
  const dependency = (name: string, dev = false): Contribution => ({
    kind: 'dependency',
    name,
    dev,
  });

  it('takes versions from the templates, sorted, and run time wins over work', () => {
    const { value } = mergePackageJson(
      'shop',
      [
        ...by('base', dependency('zod'), dependency('yaml', true)),
        ...by('feature:a', dependency('fastify', true)),
        ...by('feature:b', dependency('fastify'), dependency('yaml')),
      ],
      templates,
    );
    expect(value.dependencies).toEqual({ fastify: '5.0.0', yaml: '2.0.0', zod: '4.0.0' });
    expect(Object.keys(value.dependencies)).toEqual(['fastify', 'yaml', 'zod']);
    expect(value.devDependencies).toEqual({});
    expect(value.engines).toEqual({ node: '>=22' });
  });

  it('reports a package that templates/package.json does not have', () => {
    const { problems } = mergePackageJson(
      'shop',
      by('feature:a', dependency('left-pad')),
      templates,
    );
    expect(problems).toMatchObject([{ code: 'DEPENDENCY_UNKNOWN' }]);
    const toString = mergePackageJson('shop', by('feature:a', dependency('toString')), templates);
    expect(toString.problems).toHaveLength(1);
  });
});

describe('.env', () => {
  const all = by(
    'base',
    { kind: 'env', key: 'PORT', example: '3000', doc: 'Where it listens.' },
    { kind: 'env', key: 'KEY', example: '', secret: 'hex32', doc: 'Proves it.' },
    { kind: 'env', key: 'URL', example: 'http://x', commented: true, doc: 'Where\nit is.' },
  );

  it('keeps secrets out of the example', () => {
    expect(mergeEnvExample(all).text).toBe(
      '# Where it listens.\nPORT=3000\n\n# Proves it.\nKEY=\n\n# Where\n# it is.\n# URL=http://x\n',
    );
  });
});
