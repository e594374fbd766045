/**
 * A release that is being rolled out runs beside the one before, on the same tables, under load. So a migration may
 * add, and must not take away, change or lock for long. Whoever knows better says so, above the statement:
 *   -- allow drop-column: nothing has read it since release 41
 */
export interface Rule {
  readonly name: string;
  readonly of: 'statement' | 'action';
  readonly bad: (words: string) => boolean;
  /** Also for a table that the same file creates, which nobody uses yet. */
  readonly always: boolean;
  readonly instead: string;
}

type Bad = RegExp | Rule['bad'];
const testOf = (bad: Bad): Rule['bad'] =>
  typeof bad === 'function' ? bad : (words) => bad.test(words);

/** About one action of an ALTER TABLE. */
const action = (name: string, bad: Bad, instead: string): Rule => ({
  name,
  of: 'action',
  bad: testOf(bad),
  always: false,
  instead,
});

/** About a whole statement. */
const statement = (name: string, bad: Bad, instead: string, always = false): Rule => ({
  name,
  of: 'statement',
  bad: testOf(bad),
  always,
  instead,
});

const ADDS_COLUMN =
  /^add (column )?(if not exists )?(?!constraint\b|check\b|foreign\b|unique\b|primary\b|exclude\b)/;

export const RULES: readonly Rule[] = [
  statement('drop-table', /^drop table\b/, 'drop it a release after the last one that uses it'),
  statement(
    'drop-object',
    /^drop (schema|view|materialized view|function|type|sequence|trigger|policy)\b/,
    'drop it a release after the last one that uses it',
  ),
  action(
    'drop-column',
    /^drop (column\b|(?!constraint\b|expression\b|identity\b|default\b)[a-z_"])/,
    'stop using it first; drop it a release later',
  ),
  action(
    'rename',
    /^rename\b/,
    'add the new name, write both, read the new one, drop the old one a release later',
  ),
  action(
    'change-type',
    /^alter (column )?\S+ (set data )?type\b/,
    'add a column of the new type, write both, fill it, read it',
  ),
  action(
    'set-not-null',
    /^alter (column )?\S+ set not null\b/,
    'add a check constraint not valid, validate it, then set not null',
  ),
  action(
    'required-column',
    (words) =>
      ADDS_COLUMN.test(words) && / not null\b/.test(words) && !/ (default|generated)\b/.test(words),
    'the release before does not fill it: let it be null, or give it a default',
  ),
  action(
    'rewriting-column',
    (words) =>
      ADDS_COLUMN.test(words) &&
      (/ default [^,]*\b(?!now\b|current_)\w+\s*\(/.test(words) ||
        / generated (always|by default) as\b/.test(words) ||
        / (big|small)?serial\b/.test(words)),
    'each row is written again under a lock: add it without, fill it in batches',
  ),
  action(
    'constraint-checked-at-once',
    (words) =>
      /^add (constraint \S+ )?(check|foreign key)\b/.test(words) && !/ not valid\b/.test(words),
    'add it not valid, then validate constraint in a migration of its own',
  ),
  action(
    'unique-built-under-lock',
    (words) =>
      /^add (constraint \S+ )?(unique|primary key|exclude)\b/.test(words) &&
      !/ using index\b/.test(words),
    'create unique index concurrently, then add the constraint using index',
  ),
  statement(
    'index-built-under-lock',
    /^create (unique )?index (?!concurrently\b)/,
    'create index concurrently if not exists, in a file of its own',
  ),
  statement(
    'index-dropped-under-lock',
    /^drop index (?!concurrently\b)/,
    'drop index concurrently if exists, in a file of its own',
  ),
  statement(
    'locks',
    /^(lock\b|vacuum full\b|cluster\b|reindex (?!.*concurrently)|truncate\b|refresh materialized view (?!concurrently))/,
    'everybody waits for it: find a way without',
  ),
  statement(
    'changes-rows',
    /^(update|delete from|merge into|with)\b/,
    'rows are changed in batches, by a job or a script, not in a migration',
  ),
  statement(
    'lock-timeout',
    /^set (local |session )?(lock_timeout|statement_timeout|role|search_path)\b/,
    'the runner sets these; a migration that waits for a lock makes everybody wait',
    true,
  ),
  statement(
    'transaction',
    /^(begin|start transaction|commit|rollback|savepoint)\b/,
    'the runner begins and commits',
    true,
  ),
  statement(
    'grants',
    /^(grant|revoke|alter default privileges)\b/,
    'a module’s tables are its own; the runner gives it what it needs',
    true,
  ),
  statement(
    'foreign-schema',
    /\b(from|join|into|update|table|references|on) (only )?"?[a-z_][a-z0-9_]*"?\."?[a-z_]/,
    'tables of another module are reached through its contract',
    true,
  ),
  statement(
    'not-repeatable',
    (words) =>
      /\bindex concurrently\b/.test(words) && !/\bconcurrently if (not )?exists\b/.test(words),
    'it cannot be undone with a transaction: say if not exists, so that it can be run again',
    true,
  ),
];
