import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LinkedRepo, linkedRepo } from '../setup/linked-repo.js';
import { READY_MADE } from '../setup/rendered-repo.js';

const MINUTES = 60_000;
const STORE = 'src/modules/inventory/store.postgres.ts';
const MIGRATION = 'src/modules/inventory/migrations/postgres/0002_label.sql';

let first: LinkedRepo;
let second: LinkedRepo;

/** Version 2 has a column more, and fills it; version 1 knows nothing of it. */
beforeAll(async () => {
  first = await linkedRepo({ pattern: 'modular-monolith', modules: READY_MADE, features: [] });
  second = first.copy();
  const path = join(second.folder, STORE);
  const before = readFileSync(path, 'utf8');
  const after = before
    .replace(
      '(id, name, price, stock, version) values ($1, $2, $3, $4, 1)',
      '(id, name, price, stock, version, label) values ($1, $2, $3, $4, 1, $2)',
    )
    .replace('do update set name = $2,', 'do update set label = $2, name = $2,');
  expect(after.match(/label/g)).toHaveLength(2);
  writeFileSync(path, after);
  writeFileSync(join(second.folder, MIGRATION), 'alter table item add column label text;\n');
});
afterAll(() => {
  first.remove();
  second.remove();
});

/** Version 2 runs on its schema; then the apps and the acceptance suite of each version given run there too. */
async function besideSecond(versions: readonly LinkedRepo[]) {
  const system = await second.start(
    ['node', join(import.meta.dirname, 'run-system.mjs')],
    /^ready (\S+) (\S+)$/m,
  );
  const [, MIGRATE_DATABASE_URL, DATABASE_URL] = system.found;
  try {
    return await Promise.all(
      versions.map((version) =>
        version.run(['node', 'tools/test.ts', 'acceptance'], {
          MIGRATE_DATABASE_URL,
          DATABASE_URL,
        }),
      ),
    );
  } finally {
    await system.stop();
  }
}

it(
  'version 1 passes its acceptance suite on the schema of version 2, while version 2 runs and passes its own',
  { timeout: 6 * MINUTES },
  async () => {
    for (const { code, output } of await besideSecond([first, second]))
      expect(code, output.slice(-6000)).toBe(0);
  },
);

it(
  'version 1 does not pass where version 2 takes something away, which its checks had refused',
  { timeout: 6 * MINUTES },
  async () => {
    const migration = join(second.folder, MIGRATION);
    const before = readFileSync(migration, 'utf8');
    writeFileSync(migration, `${before}alter table item drop column price;\n`);
    try {
      const checked = await second.run(['npm', 'run', 'migrations']);
      expect(checked.code).toBe(1);
      expect(checked.output).toContain('0002_label.sql:2 drop-column');
      const [ended] = await besideSecond([first]);
      expect(ended?.code).toBe(1);
    } finally {
      writeFileSync(migration, before);
    }
  },
);
