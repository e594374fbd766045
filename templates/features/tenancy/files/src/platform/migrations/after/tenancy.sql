-- Runs after the migrations of each module, in its schema, every time: a table that is new gets what the others have.
-- What a unit of work may touch is app.tenant; where that is not set, a module's tables look empty and take nothing.
do $$
declare
  -- The platform's own: relay, replays and job workers act for all tenants, and set none. Inside a unit of work, which
  -- has one, other tenants' rows are as invisible here as anywhere.
  shared constant text[] := array['outbox', 'parked', 'inbox', 'job'];
  -- They say nothing about anybody.
  exempt constant text[] := array['migration', 'job_schedule'];
  here constant text := $t$nullif(current_setting('app.tenant', true), '')$t$;
  tab record;
  rule record;
begin
  for tab in
    select oid, relname as name, relname = any (shared) as is_shared from pg_class
    where relnamespace = current_schema::regnamespace and relkind in ('r', 'p') and relname <> all (exempt)
  loop
    if not exists (select from pg_attribute where attrelid = tab.oid and attname = 'tenant' and not attisdropped) then
      begin
        execute format('alter table %I add column tenant text %s default %s', tab.name,
          case when tab.is_shared then '' else 'not null' end, here);
      exception when not_null_violation then
        raise exception '% has rows that belong to no tenant', tab.name
          using hint = 'Say whose they are: add ?options=-c%20app.tenant%3Dmain to MIGRATE_DATABASE_URL, once.';
      end;
    end if;

    if not tab.is_shared then
      -- What is unique is unique for a tenant. A primary key of UUIDs stays: nobody else makes the same ones.
      for rule in
        select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
        where conrelid = tab.oid and contype in ('p', 'u')
          and not exists (select from pg_attribute where attrelid = tab.oid and attname = 'tenant' and attnum = any (conkey))
          and not (contype = 'p' and not exists (
            select from pg_attribute where attrelid = tab.oid and attnum = any (conkey) and atttypid <> 'uuid'::regtype))
      loop
        execute format('alter table %I drop constraint %I, add constraint %I %s', tab.name, rule.name, rule.name,
          regexp_replace(rule.definition, '\(', '(tenant, '));
      end loop;
      for rule in
        select indexrelid::regclass as name, pg_get_indexdef(indexrelid) as definition from pg_index
        where indrelid = tab.oid and indisunique
          and not exists (select from pg_constraint where conindid = indexrelid)
          and not exists (select from pg_attribute where attrelid = tab.oid and attname = 'tenant' and attnum = any (indkey))
      loop
        execute format('drop index %s', rule.name);
        execute regexp_replace(rule.definition, '(USING \w+ )\(', '\1(tenant, ');
      end loop;
      execute format('create index if not exists %I on %I (tenant)', tab.name || '_of_tenant', tab.name);
    end if;

    execute format('alter table %I enable row level security, force row level security', tab.name);
    execute format('drop policy if exists of_tenant on %I', tab.name);
    execute format('create policy of_tenant on %I using (tenant = %s%s)', tab.name, here,
      case when tab.is_shared then format(' or %s is null', here) else '' end);
  end loop;
end $$;
