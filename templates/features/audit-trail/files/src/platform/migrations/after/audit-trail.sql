-- Runs after the migrations of each module, in its schema, every time: a table that is new gets what the others have.
-- Who changed which row when is written by the database, in the transaction that changes it, and nobody but the owner of
-- the tables can reach what is written. It holds names of columns and never their values: it needs no erasure.
create schema if not exists audit;

create table if not exists audit.entry (
  module text not null,
  -- 1, 2, 3 … for each module, without a gap.
  position bigint not null,
  at timestamptz not null,
  actor text not null,
  tenant text not null,
  trace text not null,
  action text not null,
  subject text not null,
  key text not null,
  -- Of a change the columns, of a request its status.
  details text not null,
  -- Each entry vouches for all before it.
  previous text not null,
  hash text not null,
  primary key (module, position)
);

create or replace function audit.add(
  module text, actor text, tenant text, trace text, action text, subject text, key text, details text
) returns void volatile security definer set search_path = pg_catalog, pg_temp language plpgsql as $$
declare
  last record;
  at constant timestamptz := clock_timestamp();
begin
  -- One after another for each module: the next one waits until this transaction has ended.
  perform pg_advisory_xact_lock(hashtext('audit'), hashtext(module));
  -- The name of a schema sorts by another rule than the key, which is not looked into then.
  select e.position, e.hash into last from audit.entry e where e.module = add.module collate "default"
  order by e.position desc limit 1;
  insert into audit.entry
  select module, place, at, actor, tenant, trace, action, subject, key, details, before, encode(sha256(convert_to(
    jsonb_build_array(module, place, extract(epoch from at), actor, tenant, trace, action, subject, key, details, before)::text,
    'UTF8')), 'hex')
  from (select coalesce(last.position, 0) + 1 as place, coalesce(last.hash, '') as before) as next;
end $$;

-- The trigger is deferred to the commit, so that the others wait for that only, and nobody waits for a row meanwhile.
create or replace function audit.changed() returns trigger volatile security definer
set search_path = pg_catalog, pg_temp language plpgsql as $$
declare
  now_row constant jsonb := to_jsonb(new);
  old_row constant jsonb := to_jsonb(old);
  columns text;
begin
  select string_agg(name, ' ' order by name) into columns from jsonb_object_keys(coalesce(now_row, old_row)) as name
  where now_row is null or old_row is null or now_row -> name is distinct from old_row -> name;
  if columns is null then
    return null;
  end if;
  perform audit.add(
    tg_table_schema,
    -- Whoever changes rows by hand is in it too, by the name of the login.
    coalesce(nullif(current_setting('app.actor', true), ''), 'database:' || session_user),
    coalesce(current_setting('app.tenant', true), ''),
    coalesce(current_setting('app.trace', true), ''),
    lower(tg_op),
    tg_table_name,
    (select coalesce(string_agg(coalesce(now_row, old_row) ->> name, ' '), '') from unnest(tg_argv) as name),
    columns
  );
  return null;
end $$;

-- For what is no change: somebody read, or was refused. The role in use says which module it was.
create or replace function audit.witnessed(
  actor text, tenant text, trace text, action text, subject text, key text, details text
) returns void volatile security definer set search_path = pg_catalog, pg_temp language sql as $$
  select audit.add(substr(current_setting('role'), length('module_') + 1), actor, tenant, trace, action, subject, key, details)
$$;

-- Where the chain of a module ends: whoever keeps this elsewhere notices when the end is cut off.
create or replace function audit.head() returns table (place bigint, hash text) stable security definer
set search_path = pg_catalog, pg_temp language sql as $$
  select position, hash from audit.entry
  where module = substr(current_setting('role'), length('module_') + 1) order by position desc limit 1
$$;

revoke all on all functions in schema audit from public;

do $$
declare
  -- The platform's own: they tell of changes that are in the trail already.
  exempt constant text[] := array['outbox', 'parked', 'inbox', 'job', 'job_schedule', 'migration'];
  role constant text := 'module_' || current_schema;
  tab record;
begin
  execute format('grant usage on schema audit to %I', role);
  execute format('grant execute on function audit.witnessed, audit.head to %I', role);
  for tab in
    select relname as name, (
      select coalesce(string_agg(quote_literal(attname), ', ' order by attnum), '') from pg_index
      join pg_attribute on attrelid = indrelid and attnum = any (indkey) where indrelid = pg_class.oid and indisprimary
    ) as key from pg_class
    where relnamespace = current_schema::regnamespace and relkind in ('r', 'p') and relname <> all (exempt)
      and not exists (select from pg_trigger where tgrelid = pg_class.oid and tgname = 'audit_trail')
  loop
    execute format('create constraint trigger audit_trail after insert or update or delete on %I
      deferrable initially deferred for each row execute function audit.changed(%s)', tab.name, tab.key);
  end loop;
end $$;
