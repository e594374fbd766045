import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inPackage, packagesMissing } from '../tools/packages.js';

const MIGRATION =
  'templates/modules/assistant/files/src/modules/assistant/migrations/postgres/0001_assistant.sql';
const PASSAGES = 400;
const QUESTIONS = 20;
const DOCUMENT = '00000000-0000-4000-8000-000000000000';

interface Database {
  exec(sql: string): Promise<unknown>;
  query(
    sql: string,
    values?: readonly unknown[],
  ): Promise<{ rows: { [column: string]: unknown }[] }>;
  close(): Promise<void>;
}

/** The assistant's tables as its migration makes them, on a server with or without the extension. */
async function migrated(open: () => Database): Promise<Database> {
  const database = open();
  await database.exec(`create role module_assistant nologin; create schema assistant;
    set search_path to assistant`);
  await database.exec(readFileSync(MIGRATION, 'utf8'));
  await database.query('insert into document values ($1, $2, now())', [DOCUMENT, 'A document']);
  return database;
}

function randomVector(length: number): number[] {
  const values = Array.from({ length }, () => Math.random() - 0.5);
  const size = Math.hypot(...values);
  return values.map((value) => value / size);
}

it('pgvector finds what comparing every passage finds, by its index', async (context) => {
  const packages = ['pglite', 'pglite-pgvector'].map((name) =>
    inPackage(`@electric-sql/${name}/dist/index.js`),
  );
  const why = packagesMissing(packages[1]);
  context.skip(why !== null, why ?? '');
  const [{ PGlite }, { vector }] = await Promise.all(packages.map((path) => import(path)));
  const [indexed, exact] = await Promise.all([
    migrated(() => new PGlite({ extensions: { vector } })),
    migrated(() => new PGlite()),
  ]);
  try {
    for (let n = 0; n < PASSAGES; n += 1) {
      const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
      // Two models, the shorter vectors of one filled up; only those of the same model are compared.
      const [model, length] = n % 4 === 0 ? ['other', 384] : ['ours', 256];
      const values = [id, DOCUMENT, n, `passage ${n}`, model, randomVector(length as number)];
      for (const database of [indexed, exact])
        await database.query(
          `insert into passage (id, document_id, position, text, model, vector)
           values ($1, $2, $3, $4, $5, $6)`,
          values,
        );
    }
    // So few passages are sorted faster than the index is walked: that is what shall be tried.
    await indexed.exec('analyze passage; set enable_sort = off');
    let agreed = 0;
    for (let n = 0; n < QUESTIONS; n += 1) {
      const wanted = randomVector(256);
      const [near, best] = await Promise.all(
        [indexed, exact].map(async (database) => {
          const nearest = 'select id, similarity from nearest_passages($1, $2, 5) order by 2 desc';
          return (await database.query(nearest, [wanted, 'ours'])).rows;
        }),
      );
      expect(near).toHaveLength(5);
      const ids = near?.map(({ id }) => id) ?? [];
      agreed += best?.filter(({ id }) => ids.includes(id)).length ?? 0;
      if (ids[0] === best?.[0]?.['id'])
        expect(near?.[0]?.['similarity']).toBeCloseTo(Number(best?.[0]?.['similarity']), 4);
    }
    expect(agreed / (QUESTIONS * 5)).toBeGreaterThan(0.8);
    const { rows } = await indexed.query(
      `explain select id from passage where model = 'ours'
       order by near <=> filled(array_fill(0.1::real, array[256])) limit 5`,
    );
    expect(JSON.stringify(rows)).toMatch(/Index Scan using passage_near/);
    context.task.meta.figures = `${agreed} of ${QUESTIONS * 5} nearest passages`;
  } finally {
    await Promise.all([indexed.close(), exact.close()]);
  }
});
