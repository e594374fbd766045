import { expect, test } from 'vitest';
import { drawProject } from '../../draw-project.js';
import type { ProjectModel } from '../../project-model.js';
import { rule } from './index.js';

function judge(project: ProjectModel, options: Record<string, unknown>) {
  const outcome = rule.judge(project, options);
  if (!outcome.ok) throw new Error(outcome.problems.join());
  return outcome.judgement;
}

const found = (project: ProjectModel, options: Record<string, unknown>) =>
  judge(project, options).findings.map(({ code, proof }) => `${code} ${proof.join(' ')}`);

const shop = drawProject({
  'src/modules/orders/contract.ts': ['zod'],
  'src/modules/orders/domain.ts': [
    'src/modules/orders/contract.ts',
    'src/modules/users/contract.ts',
  ],
  'src/modules/orders/store.pg.ts': ['pg', 'src/modules/users/domain.ts'],
  'src/modules/users/contract.ts': ['zod', 'fastify'],
  'src/modules/users/domain.ts': ['type src/modules/orders/domain.ts', 'node:fs'],
  'src/platform/io.ts': ['node:fs', 'node:fs/promises', '@aws-sdk/client-s3'],
});

test('a module imports of others only what their contract says', () => {
  const options = {
    from: 'src/modules/<module>/**',
    files: { allow: ['src/modules/<module>/**', 'src/modules/*/contract.ts'] },
  };
  expect(found(shop, options)).toEqual([
    'FILE_NOT_ALLOWED src/modules/orders/store.pg.ts src/modules/users/domain.ts',
    'FILE_NOT_ALLOWED src/modules/users/domain.ts src/modules/orders/domain.ts',
  ]);
  expect(found(shop, { ...options, typeImports: 'allow' })).toHaveLength(1);
});

test('packages are allowed or denied by name', () => {
  expect(found(shop, { from: 'src/modules/*/contract.ts', packages: { allow: ['zod'] } })).toEqual([
    'PACKAGE_NOT_ALLOWED src/modules/users/contract.ts fastify',
  ]);
  expect(found(shop, { from: '**', packages: { deny: ['@aws-sdk/*', 'pg'] } })).toEqual([
    'PACKAGE_NOT_ALLOWED src/modules/orders/store.pg.ts pg',
    'PACKAGE_NOT_ALLOWED src/platform/io.ts @aws-sdk/client-s3',
  ]);
});

test('a denial wins over an allowance', () => {
  expect(
    found(shop, { from: '**', packages: { allow: ['*', '@*/*'], deny: ['pg'] } }),
  ).toHaveLength(1);
});

test('a denial leaves alone what is excepted from it, also by a placeholder', () => {
  const files = {
    deny: ['src/modules/**'],
    except: ['src/modules/<module>/**', 'src/modules/*/contract.ts'],
  };
  expect(found(shop, { from: 'src/modules/<module>/**', files })).toEqual([
    'FILE_NOT_ALLOWED src/modules/orders/store.pg.ts src/modules/users/domain.ts',
    'FILE_NOT_ALLOWED src/modules/users/domain.ts src/modules/orders/domain.ts',
  ]);
  const unbound = rule.judge(shop, { from: 'src/**', files });
  expect(unbound).toMatchObject({ ok: false, problems: [expect.stringContaining('<module>')] });
});

test('what is built in can be kept to some files', () => {
  const options = {
    from: 'src/**',
    except: ['src/platform/**'],
    builtins: { deny: ['fs', 'fs/*'] },
  };
  expect(found(shop, options)).toEqual(['BUILTIN_NOT_ALLOWED src/modules/users/domain.ts fs']);
  expect(found(shop, { ...options, except: [] })).toHaveLength(3);
});

test('kinds of targets that the clause does not name are not judged', () => {
  expect(found(shop, { from: '**', builtins: { allow: [] } })).toHaveLength(3);
});

test('a glob that matches no file is told', () => {
  expect(judge(shop, { from: ['src/**', 'lib/**'], files: { deny: [] } }).unmatched).toEqual([
    'lib/**',
  ]);
});

test.each([
  [{}, 'options.from'],
  [{ from: 'src/**' }, 'say at least one'],
  [{ from: 'src/**', files: { allow: ['<module>/x'] } }, '<module> is not in every glob'],
  [{ from: './src/**', packages: { deny: ['x'] } }, 'no leading'],
  [{ from: 'src/**', packages: { denied: ['x'] } }, 'denied'],
])('%j is refused', (options, why) => {
  const outcome = rule.judge(shop, options);
  expect(outcome.ok ? '' : outcome.problems.join('\n')).toContain(why);
});
