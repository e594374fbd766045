import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { asOwner } from '#test/database.ts';
import { withSystem } from '#test/running-system.ts';

const MINE = `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and exists (select from pg_roles where rolname = 'module_' || n.nspname) order by 1, 2`;

/** Nothing is changed even where it would be allowed: each statement is undone. */
const STATEMENTS: readonly (readonly [string, (table: string) => string])[] = [
  ['reads', (table) => `select * from ${table} limit 1`],
  ['adds to', (table) => `insert into ${table} select * from ${table} limit 0`],
  ['deletes from', (table) => `delete from ${table} where false`],
  ['locks', (table) => `lock table ${table} in access exclusive mode nowait`],
  ['changes the form of', (table) => `alter table ${table} add column planted text`],
];

test('a module’s role uses its own tables and is refused every other one; the login may do nothing by itself', () =>
  withSystem(async (system) => {
    const url = system.databaseUrl(system.hostOf('auth'));
    const tables = await asOwner(url, MINE);
    const schemas = [...new Set(tables.map(({ schema }) => schema))];
    assert.ok(schemas.includes('auth'));
    const login = new pg.Client({ connectionString: system.loginUrl(system.hostOf('auth')) });
    await login.connect();
    const tried = async (statement: string): Promise<string> => {
      await login.query('begin');
      const outcome = await login.query(statement).then(
        () => 'allowed',
        (error: Error) => error.message,
      );
      await login.query('rollback');
      return outcome;
    };
    try {
      for (const { schema, name } of tables)
        for (const [does, statement] of STATEMENTS) {
          const outcome = await tried(statement(`"${schema}"."${name}"`));
          assert.match(
            outcome,
            /permission denied|must be owner/,
            `the login ${does} ${schema}.${name}`,
          );
        }
      for (const role of schemas) {
        await login.query(`set role "module_${role}"`);
        assert.equal(await tried(`select count(*) from "${role}".outbox`), 'allowed');
        for (const { schema, name } of tables)
          for (const [does, statement] of STATEMENTS) {
            const outcome = await tried(statement(`"${schema}"."${name}"`));
            const own = schema === role && name !== 'migration';
            if (own && /reads|deletes/.test(does)) assert.equal(outcome, 'allowed');
            else if (!own || /form/.test(does))
              assert.match(
                outcome,
                /permission denied|must be owner/,
                `${role} ${does} ${schema}.${name}`,
              );
          }
        await login.query('reset role');
      }
      for (const forbidden of [
        'create schema planted',
        'create table public.planted ()',
        'create role planted',
      ])
        assert.match(await tried(forbidden), /permission denied/);
    } finally {
      await login.end();
    }
  }));
