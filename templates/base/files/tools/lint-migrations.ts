import { globSync, readFileSync } from 'node:fs';
import { isConcurrent, type Statement, statementsOf } from '#platform/sql-statements.ts';
import { RULES } from './migration-rules.ts';

export interface Problem {
  readonly line: number;
  readonly rule: string;
  readonly text: string;
}

/** What is unsafe in a migration, and allowances that allow nothing. */
export function unsafe(sql: string): readonly Problem[] {
  const statements = statementsOf(sql);
  const created = new Set<string>();
  const problems: Problem[] = [];
  if (statements.some(isConcurrent) && !statements.every(isConcurrent))
    problems.push({
      line: 1,
      rule: 'not-alone',
      text: 'what works concurrently runs outside the transaction: give it a file of its own',
    });
  for (const one of statements) {
    const table = /^create table (?:if not exists )?("?[\w.]+"?)/.exec(one.words)?.[1];
    if (table) created.add(bare(table));
    problems.push(...problemsOf(one, created));
  }
  return problems;
}

function problemsOf(one: Statement, created: ReadonlySet<string>): readonly Problem[] {
  const { line, words, comments } = one;
  const isNew = created.has(targetOf(words));
  const parts = { statement: [words], action: actionsOf(words) };
  const found = RULES.filter(({ of, bad, always }) => (always || !isNew) && parts[of].some(bad));
  const allowed = comments.flatMap((comment) => {
    const [, name, why] = /^allow ([a-z-]+): (.*)$/s.exec(comment) ?? [];
    return name ? [{ name, why: why ?? '' }] : [];
  });
  return [
    ...found
      .filter(({ name }) => !allowed.some((one) => one.name === name))
      .map(({ name, instead }) => ({ line, rule: name, text: instead })),
    ...allowed
      .filter(({ name }) => !found.some((one) => one.name === name))
      .map(({ name }) => ({
        line,
        rule: 'allows-nothing',
        text: `nothing here needs “allow ${name}”`,
      })),
    ...allowed
      .filter(({ why }) => why.trim().length < 20)
      .map(({ name }) => ({
        line,
        rule: 'no-reason',
        text: `say why ${name} is safe here, in 20 characters or more`,
      })),
  ];
}

const bare = (name: string): string => name.replaceAll('"', '');

/** The table that a statement is about. */
function targetOf(words: string): string {
  const [, name = ''] =
    /^(?:alter table (?:if exists )?(?:only )?|create (?:unique )?index .*? on (?:only )?|update (?:only )?|delete from (?:only )?|truncate (?:table )?|lock (?:table )?)("?[\w.]+"?)/.exec(
      words,
    ) ?? [];
  return bare(name);
}

/** The actions of an ALTER TABLE, which are separated by commas outside of parentheses. */
function actionsOf(words: string): readonly string[] {
  const [, list] = /^alter table (?:if exists )?(?:only )?"?[\w.]+"? (.*)$/.exec(words) ?? [];
  if (list === undefined) return [];
  const actions = [''];
  let depth = 0;
  for (const letter of list) {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    if (letter === ',' && depth === 0) actions.push('');
    else actions[actions.length - 1] += letter;
  }
  return actions.map((action) => action.trim());
}

if (import.meta.main) {
  const files = globSync('src/**/migrations/postgres/*.sql').toSorted();
  const lines = files.flatMap((file) =>
    unsafe(readFileSync(file, 'utf8')).map(
      ({ line, rule, text }) => `${file}:${line} ${rule}: ${text}\n`,
    ),
  );
  if (lines.length > 0) {
    const advice =
      '\nIf it is safe nevertheless, say why above the statement: -- allow <rule>: <reason>\nHow to do without: docs/migrations.md\n';
    process.stderr.write(lines.join('') + advice);
    process.exit(1);
  }
  process.stdout.write(`${files.length} migrations can be rolled out beside the release before\n`);
}
