create table "sample_item" (
  id uuid primary key,
  owner_id text not null,
  name text not null,
  version integer not null,
  created_at timestamptz not null default now()
);
create index sample_item_of on "sample_item" (owner_id, id);

comment on column "sample_item".owner_id is 'person: pseudonym';
comment on column "sample_item".name is 'not personal: of a thing';
