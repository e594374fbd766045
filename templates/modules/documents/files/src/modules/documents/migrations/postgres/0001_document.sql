create table document (
  id uuid primary key,
  owner_id uuid not null,
  name text not null,
  content_type text not null,
  size integer not null check (size > 0),
  state text not null check (state in ('announced', 'stored')),
  version integer not null,
  created_at timestamptz not null default now()
);
create index document_owner on document (owner_id, id);

comment on column document.owner_id is 'person: delete by DELETE /documents/:id, which removes the file too';
comment on column document.name is 'personal: chosen by them';
comment on column document.content_type is 'not personal: a media type';
