create table session (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  secret_hash text not null,
  expires_at timestamptz not null
);
create index session_of on session (account_id);

comment on table session is 'keep 7 days by expires_at';
comment on column session.account_id is 'person: delete';
comment on column session.secret_hash is 'secret: of the person';
