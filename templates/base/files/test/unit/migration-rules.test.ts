import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unsafe } from '#tools/lint-migrations.ts';

/** For each rule what breaks it, and what nearly does. */
const CASES: readonly (readonly [string, string, string])[] = [
  ['drop-table', 'drop table item;', 'create table item (id uuid primary key);'],
  ['drop-object', 'drop function old();', `comment on table item is 'drop function old()';`],
  [
    'drop-column',
    'alter table item drop price;',
    'alter table item drop constraint price_positive;',
  ],
  [
    'rename',
    'alter table item rename column price to cost;',
    'alter table item add column cost integer;',
  ],
  [
    'change-type',
    'alter table item alter price type bigint;',
    'alter table item alter price set default 0;',
  ],
  [
    'set-not-null',
    'alter table item alter column note set not null;',
    'alter table item alter column note drop not null;',
  ],
  [
    'required-column',
    'alter table item add column note text not null;',
    `alter table item add column note text not null default '';`,
  ],
  [
    'rewriting-column',
    'alter table item add column token uuid default gen_random_uuid();',
    'alter table item add column at timestamptz default now();',
  ],
  [
    'constraint-checked-at-once',
    'alter table item add constraint positive check (price > 0);',
    'alter table item add constraint positive check (price > 0) not valid;',
  ],
  [
    'unique-built-under-lock',
    'alter table item add unique (name);',
    'alter table item add constraint one_name unique using index item_name;',
  ],
  [
    'index-built-under-lock',
    'create index item_name on item (name);',
    'create table item (name text);\ncreate index item_name on item (name);',
  ],
  [
    'index-dropped-under-lock',
    'drop index item_name;',
    'drop index concurrently if exists item_name;',
  ],
  ['locks', 'truncate item;', 'create table truncated (id uuid);'],
  [
    'changes-rows',
    `update item set note = '' where note is null;`,
    `insert into item (name) values ('update item');`,
  ],
  [
    'lock-timeout',
    `set local lock_timeout to '0';`,
    `-- the runner does: set lock_timeout\nselect 1;`,
  ],
  [
    'transaction',
    'begin;\nselect 1;\ncommit;',
    'create function f() returns trigger language plpgsql as $$ begin return new; end $$;',
  ],
  ['grants', 'grant select on item to module_orders;', 'create table granted (id uuid);'],
  [
    'foreign-schema',
    'create view v as select * from orders.customer_order;',
    'create view v as select item.name from item;',
  ],
  [
    'not-repeatable',
    'create index concurrently item_name on item (name);',
    'create index concurrently if not exists item_name on item (name);',
  ],
  [
    'not-alone',
    'create index concurrently if not exists a on item (name);\nselect 1;',
    'create index concurrently if not exists a on item (name);\ncreate index concurrently if not exists b on item (price);',
  ],
];

for (const [rule, breaks, nearly] of CASES) {
  test(`${rule} is found`, () => {
    assert.ok(unsafe(breaks).some((problem) => problem.rule === rule));
  });
  test(`${rule} is not found where it is not`, () => {
    assert.deepEqual(unsafe(nearly), []);
  });
  if (rule !== 'not-alone')
    test(`${rule} can be allowed with a reason`, () => {
      const allowed = breaks.replaceAll(
        /^(?=\w)/gm,
        `-- allow ${rule}: nobody has used it since release 41\n`,
      );
      assert.deepEqual(
        unsafe(allowed).filter((problem) => problem.rule !== 'allows-nothing'),
        [],
      );
    });
}

test('one action among several is found, with its line', () => {
  const sql = `-- A comment; with a semicolon.\ncreate table other (id uuid);\n\nalter table item\n  add column a numeric(10, 2),\n  drop column b;`;
  assert.deepEqual(
    unsafe(sql).map(({ line, rule }) => [line, rule]),
    [[4, 'drop-column']],
  );
});

test('an allowance that allows nothing, or gives no reason, is refused', () => {
  const useless = '-- allow drop-column: nobody has used it since release 41\nselect 1;';
  assert.deepEqual(
    unsafe(useless).map(({ rule }) => rule),
    ['allows-nothing'],
  );
  assert.deepEqual(
    unsafe('-- allow drop-table: old\ndrop table item;').map(({ rule }) => rule),
    ['no-reason'],
  );
});
