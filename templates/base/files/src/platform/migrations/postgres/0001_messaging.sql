-- Every module's schema gets these two tables.

-- Messages written in the same transaction as the change that they tell about.
create table outbox (
  position bigint generated always as identity primary key,
  id uuid not null unique,
  type text not null,
  key text not null,
  payload jsonb not null,
  trace text not null,
  occurred_at timestamptz not null default now(),
  status text not null default 'pending' check (status in ('pending', 'dead')),
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  last_error text
);
create index outbox_pending on outbox (key, position) where status = 'pending';

-- What was already done: handled messages and requests with an idempotency key, so that nothing happens twice.
create table inbox (
  key text primary key,
  request_hash text,
  response jsonb,
  at timestamptz not null default now()
);
create index inbox_at on inbox (at);
