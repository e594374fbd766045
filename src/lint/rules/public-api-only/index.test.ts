import { expect, test } from 'vitest';
import { drawProject } from '../../draw-project.js';
import { rule } from './index.js';

const shop = drawProject({
  'src/apps/api/main.ts': ['src/modules/orders/index.ts', 'src/modules/orders/domain.ts'],
  'src/modules/orders/contract.ts': [],
  'src/modules/orders/domain.ts': [
    'src/modules/orders/contract.ts',
    'src/modules/users/contract.ts',
  ],
  'src/modules/orders/index.ts': ['src/modules/orders/domain.ts'],
  'src/modules/users/contract.ts': [],
  'src/modules/users/domain.ts': ['type src/modules/orders/domain.ts', 'node:fs', 'zod'],
});

function judge(options: Record<string, unknown>) {
  const outcome = rule.judge(shop, options);
  if (!outcome.ok) throw new Error(outcome.problems.join());
  return outcome.judgement;
}

const options = { modules: 'src/modules/<module>', public: ['contract.ts', 'index.ts'] };

test('a module is reached only through its public files', () => {
  expect(judge(options).findings).toMatchObject([
    {
      code: 'NOT_PUBLIC',
      file: 'src/apps/api/main.ts',
      line: 2,
      message:
        'imports src/modules/orders/domain.ts, which is inside module orders; ' +
        'public are src/modules/orders/contract.ts, src/modules/orders/index.ts',
    },
    { code: 'NOT_PUBLIC', file: 'src/modules/users/domain.ts', line: 1 },
  ]);
});

test('types and importers can be left out', () => {
  expect(judge({ ...options, typeImports: 'allow' }).findings).toHaveLength(1);
  expect(judge({ ...options, importers: 'src/modules/**' }).findings).toHaveLength(1);
});

test('modules that do not exist are told', () => {
  expect(judge({ ...options, modules: 'src/domains/<module>' })).toEqual({
    findings: [],
    judged: [],
    unmatched: ['src/domains/<module>'],
  });
});

test('a folder without a placeholder is refused', () => {
  expect(rule.judge(shop, { ...options, modules: 'src/modules' })).toMatchObject({ ok: false });
});

test('a module whose name begins another name is another module', () => {
  const project = drawProject({
    'src/modules/order/domain.ts': [],
    'src/modules/orders/domain.ts': ['src/modules/order/domain.ts'],
  });
  const outcome = rule.judge(project, options);
  expect(outcome.ok && outcome.judgement.findings).toHaveLength(1);
});
