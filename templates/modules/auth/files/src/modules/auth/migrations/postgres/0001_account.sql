create table account (
  id uuid primary key,
  email text not null unique,
  password_hash text not null,
  roles text[] not null,
  opened_at timestamptz not null default now()
);
