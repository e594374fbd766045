create table "invoice" (
  id uuid primary key,
  owner_id text not null,
  name text not null,
  version integer not null,
  created_at timestamptz not null default now()
);
create index invoice_of on "invoice" (owner_id, id);

comment on column "invoice".owner_id is 'person: pseudonym';
comment on column "invoice".name is 'not personal: of a thing';
