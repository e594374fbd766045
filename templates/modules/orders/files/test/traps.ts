import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { asOwner } from '#test/database.ts';
import type { RunningSystem } from '#tools/system.ts';

/** Where a message is stopped, so that a crash hits exactly there. */
export type Trap =
  /** What its sender did cannot be committed. */
  | 'not committed'
  /** Its sender is done; it does not leave. */
  | 'not sent'
  /** It is handed over again and again: its sender never learns that it arrived. */
  | 'not acknowledged';

/** The outbox of a module, with triggers that stop messages: the code under test is the code that ships. */
export interface Outbox {
  readonly module: string;
  readonly url: string;
}

export function modulesIn(engine: string): readonly string[] {
  const { blueprint } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../architecture.json'), 'utf8'),
  ) as { blueprint: { modules: { name: string; engine: string }[] } };
  return blueprint.modules.filter((one) => one.engine === engine).map(({ name }) => name);
}

/** Makes the outboxes of modules trappable; those in another engine are left out. */
export async function trappable(
  system: RunningSystem,
  modules: readonly string[],
): Promise<readonly Outbox[]> {
  const found = modulesIn('postgres').filter((name) => modules.includes(name));
  const outboxes = found.map((module) => ({
    module,
    url: system.databaseUrl(system.hostOf(module)),
  }));
  for (const { module, url } of outboxes) await asOwner(url, triggers(pg.escapeIdentifier(module)));
  return outboxes;
}

const triggers = (schema: string): string => `
  create table ${schema}.victim (trap text not null, type text not null, key text not null);
  create function ${schema}.victims(row_type text, row_key text) returns setof text
    language sql security definer as
    $$ select trap from ${schema}.victim where type = row_type and key in (row_key, '*') $$;
  create function ${schema}.trap_insert() returns trigger language plpgsql as $$ begin
    if 'not committed' in (select ${schema}.victims(new.type, new.key)) then raise exception 'trapped'; end if;
    if 'not sent' in (select ${schema}.victims(new.type, new.key)) then new.due_at := now() + interval '2 hours'; end if;
    return new; end $$;
  create function ${schema}.trap_delete() returns trigger language plpgsql as $$ begin
    if 'not acknowledged' in (select ${schema}.victims(old.type, old.key)) then return null; end if;
    return old; end $$;
  create trigger trap_insert before insert on ${schema}.outbox for each row execute function ${schema}.trap_insert();
  create trigger trap_delete before delete on ${schema}.outbox for each row execute function ${schema}.trap_delete();`;

/** Stops one message of one order, or with `*` of every order. */
export async function set(outbox: Outbox, trap: Trap, type: string, key: string): Promise<void> {
  await asOwner(outbox.url, `insert into "${outbox.module}".victim values ($1, $2, $3)`, [
    trap,
    type,
    key,
  ]);
}

/** Takes away the traps for these keys, and lets go of every message that no trap is meant for. */
export async function open(outboxes: readonly Outbox[], keys: readonly string[]): Promise<void> {
  for (const { module, url } of outboxes) {
    await asOwner(url, `delete from "${module}".victim where key = any($1)`, [keys]);
    for (const queue of ['outbox', 'parked'])
      await asOwner(
        url,
        `update "${module}".${queue} q set due_at = now(), status = 'pending', attempts = 0
         where type not like '%overdue%' and not exists (
           select from "${module}".victim v where v.type = q.type and v.key in (q.key, '*'))`,
      );
  }
}

/** How many messages of a type wait in an outbox. */
export async function waiting(outbox: Outbox, type: string, key: string): Promise<number> {
  const [row] = await asOwner(
    outbox.url,
    `select count(*)::int as n from "${outbox.module}".outbox where type = $1 and key = $2`,
    [type, key],
  );
  return row?.['n'] ?? 0;
}
