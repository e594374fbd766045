create table profile (
  id uuid primary key,
  email text not null,
  display_name text not null,
  roles text[] not null,
  version integer not null,
  created_at timestamptz not null default now()
);
