create table document (
  id uuid primary key,
  title text not null,
  added_at timestamptz not null
);

-- Vectors have length one, so their cosine is the sum of products. Those of different models cannot be compared.
create table passage (
  id uuid primary key,
  document_id uuid not null references document on delete cascade,
  position integer not null,
  text text not null,
  model text not null,
  vector real[] not null check (cardinality(vector) <= 1024)
);
create index passage_of on passage (document_id);
create index passage_model on passage (model);

-- What was spent on models: by each who asked, and by all of them as '*'.
create table spent (
  day date not null,
  who text not null,
  requests bigint not null,
  tokens bigint not null,
  constraint spent_key primary key (day, who)
);

-- The one place that knows whether the server has pgvector. With it, an index finds the nearest passages, nearly
-- always the right ones; without it, every passage is looked at.
do $$
declare home text;
begin
  begin
    create extension if not exists vector;
  exception when insufficient_privilege or undefined_file or feature_not_supported then
    raise warning 'assistant: pgvector cannot be created (%); passages are found without an index', sqlerrm;
  end;
  select quote_ident(nspname) into home from pg_extension join pg_namespace on pg_namespace.oid = extnamespace
  where extname = 'vector';
  if home is null then
    create function nearest_passages(wanted real[], of_model text, most integer)
    returns table (id uuid, similarity real) stable language sql as $f$
      select p.id, (select sum(a * b)::real from unnest(p.vector, wanted) as pair (a, b)) as similarity
      from passage p where p.model = of_model order by similarity desc limit most
    $f$;
  else
    if not has_schema_privilege('module_assistant', home, 'usage') then
      execute format('grant usage on schema %s to module_assistant', home);
    end if;
    -- Shorter vectors are filled with zeros: that changes no angle, and one index serves every model.
    execute format('create function filled(numbers real[]) returns %1$s.vector immutable language sql
      as ''select (numbers || array_fill(0::real, array[1024 - cardinality(numbers)]))::%1$s.vector(1024)''', home);
    execute format('alter table passage add column near %1$s.vector(1024)
      generated always as (filled(vector)) stored', home);
    execute format('create index passage_near on passage using hnsw (near %s.vector_cosine_ops)', home);
    -- Rows of other models and other tenants are passed over: the scan goes on until there are enough.
    execute format('create function nearest_passages(wanted real[], of_model text, most integer)
      returns table (id uuid, similarity real) stable language sql set hnsw.iterative_scan = ''strict_order'' as $f$
        select p.id, (1 - (p.near operator(%1$s.<=>) filled(wanted)))::real
        from passage p where p.model = of_model order by p.near operator(%1$s.<=>) filled(wanted) limit most
      $f$', home);
  end if;
end $$;

comment on column document.title is 'not personal: for everybody to read';
comment on column passage.text is 'not personal: for everybody to read';
comment on column passage.model is 'not personal: the name of a model';
comment on table spent is 'keep 90 days by day';
comment on column spent.who is 'person: delete';
