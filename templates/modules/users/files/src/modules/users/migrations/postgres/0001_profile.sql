create table profile (
  id uuid primary key,
  email text not null,
  display_name text not null,
  roles text[] not null,
  version integer not null,
  created_at timestamptz not null default now()
);

comment on column profile.id is 'person: delete';
comment on column profile.email is 'personal: to reach them';
comment on column profile.display_name is 'personal: how they want to be called';
comment on column profile.roles is 'personal: what they may do';
