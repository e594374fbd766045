create table entry (
  id uuid primary key,
  name text not null,
  price integer not null,
  version integer not null,
  words tsvector not null generated always as (to_tsvector('english', name)) stored
);
create index entry_words on entry using gin (words);
create index entry_price on entry (price, id);

-- Likeness comes from the extension pg_trgm, which the owner of a database may create. Where it cannot be had, words
-- are found all the same, and typing errors are not forgiven.
do $$
declare home text;
begin
  begin
    create extension if not exists pg_trgm;
  exception when insufficient_privilege or undefined_file or feature_not_supported then
    raise warning 'search: pg_trgm cannot be created (%); typing errors are not forgiven', sqlerrm;
  end;
  select quote_ident(nspname) into home from pg_extension join pg_namespace on pg_namespace.oid = extnamespace
  where extname = 'pg_trgm';
  if home is null then
    create function looks_like(query text, name text) returns boolean immutable language sql as 'select false';
    create function likeness(query text, name text) returns real immutable language sql as 'select 0::real';
  else
    if not has_schema_privilege('module_search', home, 'usage') then
      execute format('grant usage on schema %s to module_search', home);
    end if;
    execute format('create index entry_likeness on entry using gin (name %s.gin_trgm_ops)', home);
    execute format('create function looks_like(query text, name text) returns boolean stable language sql
      as ''select name operator(%s.%%>) query''', home);
    execute format('create function likeness(query text, name text) returns real immutable language sql
      as ''select %s.word_similarity(query, name)''', home);
  end if;
end $$;

comment on column entry.name is 'not personal: of a thing on sale';
