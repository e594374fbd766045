import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { withSystem } from '#test/running-system.ts';

const { blueprint } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../architecture.json'), 'utf8'),
) as {
  blueprint: { modules: { name: string; engine: string }[] };
};
const schemas = blueprint.modules
  .filter(({ engine }) => engine === 'postgres')
  .map(({ name }) => name.replaceAll('-', '_'));

test('a module’s role reads its own tables and is refused everybody else’s', () =>
  withSystem(async (system) => {
    const host = system.hostOf('auth');
    const client = new pg.Client({ connectionString: system.databaseUrl(host) });
    await client.connect();
    try {
      const here = (
        await client.query('select nspname from pg_namespace where nspname = any($1)', [schemas])
      ).rows.map(({ nspname }) => nspname);
      assert.ok(here.includes('auth'));
      for (const schema of here) {
        await client.query(`set role "module_${schema}"`);
        await client.query(`select count(*) from "${schema}".outbox`);
        for (const other of here.filter((name) => name !== schema)) {
          await assert.rejects(
            client.query(`select count(*) from "${other}".outbox`),
            /permission denied/,
          );
        }
        await client.query('reset role');
      }
    } finally {
      await client.end();
    }
  }));
