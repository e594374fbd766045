import { expect, test } from 'vitest';
import { deployablesIn } from './scan-deployables.js';
import { gatherFacts } from './scan-facts.js';
import { calledApp } from './scan-messages.js';

/** What is said of a source file beside others. */
function factsOf(source: string, others: Readonly<Record<string, string>> = {}) {
  const gathered = gatherFacts();
  gathered.source('x.ts', source);
  for (const [path, text] of Object.entries(others)) gathered.other(path, text);
  return gathered.facts([
    { name: 'orders', kind: 'compose', file: 'compose.yaml', line: 1, folder: null },
  ]);
}
const tables = (source: string, others?: Readonly<Record<string, string>>) =>
  factsOf(source, others).tables.map(
    ({ file, by, access, table }) =>
      `${file === 'x.ts' ? '' : `${file}: `}${by} ${access} ${table}`,
  );

test.each<[string, ...string[]]>([
  [
    'sql`select * from users u join "shop"."orders" o on true`',
    'sql read users',
    'sql read shop.orders',
  ],
  [`db.query('INSERT INTO users (id) VALUES ($1)')`, 'sql write users'],
  ['db.query(`\n  update only users set a = 1`)', 'sql write users'],
  [`q("delete from users where id in (select id from old)")`, 'sql write users', 'sql read old'],
  ['sql`with recent as (select 1 from a) select * from recent, lateral unnest(x)`', 'sql read a'],
  [
    'sql`create table if not exists users (id int); alter table users add b int`',
    'sql define users',
    'sql define users',
  ],
  ['sql`truncate table users`', 'sql write users'],
  ['sql`select ${a} from ${table}`'],
  [`const text = 'select one from the list'; // don't select from users`],
  [`log('update from users'); throw Error("deleted from users")`],
  [
    `db.selectFrom('users as u').innerJoin('orders', 'a', 'b')`,
    'kysely read users',
    'kysely read orders',
  ],
  [`db.insertInto('users'); db.updateTable('a.b')`, 'kysely write users', 'kysely write a.b'],
  [`knex('users').where()`, 'knex read users'],
  [
    `import {} from 'drizzle-orm'; export const people = pgTable('users', {}); db.select().from(people); db.insert(people); db.insert(other)`,
    'drizzle define users',
    'drizzle read users',
    'drizzle write users',
  ],
  [
    `@Entity({ name: 'users' })\nexport class User {}\n@InjectRepository(User)`,
    'typeorm define users',
    'typeorm read users',
  ],
  [`sequelize.define('users', {})`, 'sequelize define users'],
])('tables: %s', (source, ...expected) => {
  expect(tables(source)).toEqual(expected);
});

test('prisma models give the tables of its client’s calls', () => {
  const schema = 'model User {\n  id Int\n  @@map("people")\n}\n\nmodel Order {\n id Int\n}\n';
  expect(
    tables('prisma.user.findMany(); tx.order.create({}); prisma.none.count()', {
      'a.prisma': schema,
    }),
  ).toEqual([
    'a.prisma: prisma define people',
    'a.prisma: prisma define Order',
    'prisma read people',
    'prisma write Order',
  ]);
});

test('migrations define tables', () => {
  expect(
    tables('', {
      'm/1.sql': '-- from nowhere\ncreate table a.b (id int);\ninsert into c values (1);',
    }),
  ).toEqual(['m/1.sql: sql define a.b', 'm/1.sql: sql write c']);
});

test.each<[string, ...string[]]>([
  [`kafka.producer().send({ topic: 'orders.placed', messages })`, 'kafka published orders.placed'],
  [`import 'kafkajs'; consumer.subscribe({ topics: ['a.b'] })`, 'kafka consumed a.b'],
  [
    `import 'amqplib'; ch.publish('ex', 'k'); ch.consume('q', f)`,
    'amqp published ex',
    'amqp consumed q',
  ],
  [
    `import '@nestjs/microservices'; @EventPattern('a')\n this.client.emit('b', {})`,
    'nest consumed a',
    'nest published b',
  ],
  [
    `import 'bullmq'; new Queue('mail'); new Worker('mail', f)`,
    'bullmq published mail',
    'bullmq consumed mail',
  ],
  [`eventBus.publish('a'); eventBus.on('b', f)`, 'bus published a', 'bus consumed b'],
  [
    `import { message, on } from '#platform/messages.ts'; message(orders,\n 'orders.placed.v1', id, {}); on(users, 'users.added.v1', f); onOptional('x.y.v1', s, f)`,
    'outbox published orders.placed.v1',
    'outbox consumed users.added.v1',
  ],
  [
    `export const orders = { messages: {\n  'orders.placed.v1': z.object({}),\n  other: 1 } }`,
    'outbox declared orders.placed.v1',
  ],
  [`stream.on('data', f); socket.emit('x'); it.publish('y')`],
])('messages: %s', (source, ...expected) => {
  expect(
    factsOf(source).messages.map(({ by, direction, message }) => `${by} ${direction} ${message}`),
  ).toEqual(expected);
});

test('calls are led to the app that they name', () => {
  const { calls } = factsOf(
    "fetch('http://orders:8080/x');\n axios.get(`${process.env.ORDERS_URL}/y`); fetch('/own'); fetch('https://api.stripe.com')",
  );
  expect(calls.map(({ line, target, app }) => [line, target, app])).toEqual([
    [1, 'orders', 'orders'],
    [2, 'process.env.ORDERS_URL', 'orders'],
    [2, 'api.stripe.com', null],
  ]);
  expect(calledApp('config.orderItemsUrl', ['order-items'])).toBe('order-items');
  expect(calledApp('config.baseUrl', ['orders'])).toBeNull();
});

test('deployables are named by the files that deploy them', () => {
  const told = (path: string, text: string) =>
    deployablesIn(path, text).map(({ name, kind, line, folder }) => [name, kind, line, folder]);
  expect(told('apps/web/Dockerfile', 'FROM x')).toEqual([['web', 'dockerfile', 1, 'apps/web']]);
  const compose =
    'services:\n  # all\n  web:\n    build:\n      context: ./apps/web\n  db:\n    image: postgres\n  api:\n    build: .\nvolumes:\n  data:\n';
  expect(told('compose.yaml', compose)).toEqual([
    ['web', 'compose', 3, 'apps/web'],
    ['api', 'compose', 8, ''],
  ]);
  const k8s =
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: no\n---\nkind: Deployment\nmetadata:\n  labels: {}\n  name: web\n';
  expect(told('k8s/a.yaml', k8s)).toEqual([['web', 'kubernetes', 5, null]]);
  expect(told('serverless.yml', 'functions:\n  hello:\n    handler: a.b\n')).toEqual([
    ['hello', 'serverless', 2, ''],
  ]);
});

test('what a file shows to others is counted', () => {
  const { files } = factsOf(
    'export interface A {}\nexport type B = C;\nexport type { D } from "./d.js";\nexport class E {}\nexport abstract class F {}\nexport async function g() {}\nconst h = 1;\n',
  );
  expect(files).toEqual([{ path: 'x.ts', lines: 7, abstract: 3, concrete: 2 }]);
});
