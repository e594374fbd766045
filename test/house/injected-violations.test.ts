import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ArchitectureFile } from '#architecture/schema.js';
import { runLint } from '#cli/arch-lint-run.js';
import { RULES } from '#lint/rules/registry.js';
import { BASE_CLAUSES } from '#render/base-clauses.js';
import type { FileTree } from '#render/rendered-file.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { edited, onDisk } from '../setup/on-disk.js';
import { READY_MADE, rendered, templatesOfTest } from '../setup/rendered-repo.js';
import { textOf } from '../setup/tree-checks.js';
import { OWN_CLAUSE, VIOLATIONS } from './violations.js';

/** Whole repositories are checked elsewhere; here there are many checks, so each is to be short. */
const WHAT_IS_JUDGED = /^(?:src|deploy)\/|^(?:package|architecture|tsconfig)\.json$/;

const forPattern = (pattern: PatternId) =>
  VIOLATIONS.filter(({ patterns = PATTERN_IDS }) => patterns.includes(pattern));

describe.each(PATTERN_IDS)('in a repository with the pattern %s', (pattern) => {
  let folder = '';
  let tree: FileTree;
  let leave: () => void;
  let gone: Promise<void>;

  beforeAll(async () => {
    const choice = { pattern, modules: READY_MADE, features: [] };
    tree = rendered(choice, await templatesOfTest()).filter(({ path }) =>
      WHAT_IS_JUDGED.test(path),
    );
    await new Promise<void>((ready) => {
      gone = onDisk(tree, (made) => {
        folder = made;
        ready();
        return new Promise<void>((resolve) => (leave = resolve));
      });
    });
  });
  afterAll(async () => {
    leave();
    await gone;
  });

  const told = async () => {
    const { result } = await runLint(folder, '.', { cache: false });
    expect(result.problems).toEqual([]);
    return result.findings.map(({ clause, code, file }) => `${clause} ${code} ${file}`);
  };

  test('nothing is told', async () => {
    expect(await told()).toEqual([]);
  });

  test.each(forPattern(pattern))('$what is told, and nothing else', async (violation) => {
    const { clause, edits } = violation;
    const repo = appsOf(tree);
    const added = { ...clause, name: OWN_CLAUSE, because: 'A rule that only this test asks for.' };
    const withClause = (before: string) => {
      const file: ArchitectureFile = JSON.parse(before);
      return JSON.stringify({ ...file, clauses: [...file.clauses, added] });
    };
    const own = clause === undefined ? {} : { 'architecture.json': withClause };
    await edited(folder, own, () =>
      edited(folder, edits(repo), async () => {
        expect(await told()).toEqual(violation.told(repo));
      }),
    );
  });
});

test('every rule and every clause of generated repositories is violated', () => {
  const told = VIOLATIONS.flatMap(({ told }) => told({ appOfUsers: 'a', otherApp: 'b' }));
  const clauses = new Set(told.map((one) => one.split(' ')[0]));
  expect(BASE_CLAUSES.map(({ name }) => name).filter((name) => !clauses.has(name))).toEqual([]);
  const rules = new Set([
    ...BASE_CLAUSES.map(({ rule }) => rule),
    ...VIOLATIONS.flatMap(({ clause }) => clause?.rule ?? []),
  ]);
  expect([...rules].sort()).toEqual([...RULES.keys()]);
});

/** An app that hosts users, and one that does not. */
function appsOf(tree: FileTree) {
  const { blueprint }: ArchitectureFile = JSON.parse(textOf(tree, 'architecture.json'));
  const apps = blueprint?.apps ?? [];
  const hosts = ({ modules }: { modules: string[] }) => modules.includes('users');
  const other = apps.find((app) => !hosts(app) && app.modules.length > 0);
  return { appOfUsers: apps.find(hosts)?.name ?? '', otherApp: other?.name ?? '' };
}
