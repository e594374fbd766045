import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { eventually, request, signUp } from '#test/api.ts';
import { withSystem } from '#test/running-system.ts';

const ENTRIES = 20_000;

test('twenty thousand entries are searched by index, and copied anew from inventory by command', () =>
  withSystem(async (system) => {
    const database = new pg.Client({
      connectionString: system.databaseUrl(system.hostOf('search')),
    });
    const source = new pg.Client({
      connectionString: system.databaseUrl(system.hostOf('inventory')),
    });
    await Promise.all([database.connect(), source.connect()]);
    try {
      // Where rows belong to tenants, these belong to the one of this test.
      for (const client of [database, source]) await client.query(`set app.tenant = 'main'`);
      await database.query(
        `insert into search.entry (id, name, price, version)
         select gen_random_uuid(), 'thing number ' || n || ' in ' || (array['red','blue','green'])[1 + n % 3], n, 1
         from generate_series(1, ${ENTRIES}) n`,
      );
      await database.query('vacuum analyze search.entry');
      for (const [q, matching] of [
        ['number 777', 'words'],
        ['numbr 777', 'likeness'],
        ['red -blue', 'words'],
      ]) {
        const answer = await request(
          system,
          'GET',
          `/search/items?q=${encodeURIComponent(q ?? '')}`,
        );
        assert.equal(answer.body.matching, matching);
        assert.ok(answer.body.items.length > 0, q);
      }
      for (const [where, index] of [
        [`words @@ websearch_to_tsquery('english', '777')`, 'entry_words'],
        [`search.looks_like('numbr 777', name)`, 'entry_likeness'],
      ]) {
        const { rows } = await database.query(`explain select id from search.entry where ${where}`);
        assert.match(
          rows.map((row) => row['QUERY PLAN']).join('\n'),
          new RegExp(`Scan on ${index}`),
        );
      }

      const { token } = await signUp(system, 'admin');
      const body = { name: 'A lost lantern', price: 5, stock: 1 };
      await request(system, 'POST', '/inventory/items', { token, body });
      const lantern = () => request(system, 'GET', '/search/items?q=lantern');
      const there = async (count: number) =>
        eventually('the copy', lantern, (answer) => answer.body.items.length === count);
      await there(1);
      await database.query('truncate search.entry');
      await there(0);
      const env = {
        ...process.env,
        MIGRATE_DATABASE_URL: system.databaseUrl(system.hostOf('inventory')),
        TENANT: 'main',
      };
      const tool = join(import.meta.dirname, '../../tools/rebuild-search.ts');
      assert.match(
        execFileSync(process.execPath, [tool], { env, encoding: 'utf8' }),
        /told again: 1\n/,
      );
      await there(1);
    } finally {
      await Promise.all([database.end(), source.end()]);
    }
  }));
