import { expect, test } from 'vitest';
import { drawProject } from '../draw-project.js';
import { recognise } from './recognise.js';

const three = {
  'services/orders/main.ts': [],
  'services/stock/main.ts': [],
  'services/billing/main.ts': [],
};

test.each<[string, string, Record<string, readonly string[]>]>([
  [
    'layered-monolith high',
    'src/controllers/a.ts',
    {
      'src/controllers/a.ts': ['src/services/a.ts'],
      'src/services/a.ts': ['src/repositories/a.ts'],
      'src/repositories/a.ts': [],
    },
  ],
  [
    'modular-monolith high',
    'src/modules/orders/index.ts',
    { 'src/modules/orders/index.ts': [], 'src/modules/stock/index.ts': [] },
  ],
  [
    'layered-monolith high',
    'core/server/api/a.ts',
    {
      'core/server/api/a.ts': [],
      'core/server/services/mail/send.ts': [],
      'core/server/models/post.ts': [],
      'core/server/data/db.ts': [],
      'core/boot.ts': [],
      'core/frontend/a.ts': [],
    },
  ],
  [
    'modular-monolith medium',
    'src/users/UserController.ts',
    {
      'src/main.ts': [],
      'src/common/log.ts': [],
      'src/orders/orders.controller.ts': [],
      'src/orders/orders.service.ts': [],
      'src/users/UserController.ts': [],
      'src/users/userRepository.ts': [],
    },
  ],
  ['microservices high', 'services/billing/main.ts', three],
  [
    'distributed-monolith medium',
    'services/orders/main.ts',
    {
      ...three,
      'services/orders/main.ts': ['write table orders'],
      'services/stock/main.ts': ['read table orders'],
    },
  ],
  [
    'distributed-monolith medium',
    'services/orders/main.ts',
    {
      ...three,
      'services/orders/main.ts': ['services/stock/main.ts', 'services/billing/main.ts'],
    },
  ],
  [
    'distributed-monolith medium',
    'services/orders/main.ts',
    {
      ...three,
      'services/mail/main.ts': [],
      'services/orders/main.ts': ['call stock'],
      'services/stock/main.ts': ['call billing'],
      'services/billing/main.ts': ['call mail'],
    },
  ],
  [
    'event-driven high',
    'services/orders/main.ts',
    {
      ...three,
      'services/orders/main.ts': ['publish order-placed'],
      'services/stock/main.ts': ['consume order-placed'],
    },
  ],
  [
    'serverless high',
    'functions/pay/index.ts',
    { 'functions/pay/index.ts': ['wired function'], 'functions/send/index.ts': ['wired function'] },
  ],
])('%s by %s', (expected, file, drawing) => {
  const { pattern, confidence, evidence } = recognise(drawProject(drawing));
  expect(`${pattern} ${confidence}`).toBe(expected);
  expect(evidence.map((one) => one.file)).toContain(file);
});

test.each([
  ['there is no source file', {}],
  ['neither services', { 'src/a.ts': [], 'src/b.ts': [] }],
  ['nor layers', { 'src/api/a.ts': [], 'src/models/b.ts': [], 'src/ui/c.ts': [] }],
  [
    'nor layers',
    { 'lib/a/b.ts': [], 'lib/c.ts': [], 'lib/d.ts': [], 'src/routes/a.ts': [], 'src/db/b.ts': [] },
  ],
])('unclear: %s', (why, drawing) => {
  const told = recognise(drawProject(drawing));
  expect(told).toMatchObject({ pattern: 'unclear', evidence: [] });
  expect(told.why).toContain(why);
});

test('a table in a test is nobody’s', () => {
  const drawing = {
    ...three,
    'services/orders/main.ts': ['write table orders'],
    'services/stock/main.test.ts': ['read table orders'],
  };
  expect(recognise(drawProject(drawing)).pattern).toBe('microservices');
});

test('one slip, two calls in a row, and types make no distributed monolith', () => {
  const drawing = {
    ...three,
    'services/orders/main.ts': ['type services/stock/main.ts', 'call stock'],
    'services/stock/main.ts': ['services/billing/main.ts', 'call billing'],
  };
  expect(recognise(drawProject(drawing)).pattern).toBe('microservices');
});

test('a front end and its API are no services', () => {
  const drawing = { 'apps/web/main.ts': [], 'apps/api/main.ts': [], 'apps/docs/main.ts': [] };
  expect(recognise(drawProject(drawing)).pattern).toBe('unclear');
});

test('tests and examples are no evidence', () => {
  const drawn = {
    'src/index.ts': [],
    'examples/a/main.ts': ['publish a', 'wired function'],
    'examples/b/main.ts': ['consume a'],
    'test/fixtures/c/main.ts': [],
    'examples/a/Dockerfile': ['deploy a'],
    'examples/b/Dockerfile': ['deploy b'],
    'test/fixtures/c/Dockerfile': ['deploy c'],
    'test/services/a/main.ts': [],
    'test/services/b/main.ts': [],
    'test/services/c/main.ts': [],
    'examples/shop/controllers/a.ts': [],
    'examples/controllers/a.ts': [],
    'examples/models/a.ts': [],
  };
  expect(recognise(drawProject(drawn)).pattern).toBe('unclear');
});
