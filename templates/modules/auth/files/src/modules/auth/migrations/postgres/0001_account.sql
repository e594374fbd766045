create table account (
  id uuid primary key,
  email text not null unique,
  password_hash text not null,
  roles text[] not null,
  opened_at timestamptz not null default now()
);

comment on column account.id is 'person: delete';
comment on column account.email is 'personal: to sign in';
comment on column account.password_hash is 'secret: of the person';
comment on column account.roles is 'personal: what they may do';
