-- Every module's schema gets these three tables.

-- Messages written in the same transaction as the change that they tell about, on their way out.
create table outbox (
  position bigint generated always as identity primary key,
  id uuid not null unique,
  type text not null,
  key text not null,
  payload jsonb not null,
  trace text not null,
  -- Whose data it is about, where a system has tenants.
  tenant text,
  producer text not null,
  occurred_at timestamptz not null default now(),
  status text not null default 'pending' check (status in ('pending', 'dead')),
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  last_error text
);
create index outbox_key on outbox (key, position) where status = 'pending';
create index outbox_due on outbox (due_at) where status = 'pending';

-- Messages that a broker brought and that could not be handled yet, so that they hold up no others.
create table parked (like outbox including all);

-- What was already done: handled messages and requests with an idempotency key, so that nothing happens twice.
-- The trace tells whose answer it is; the answer is json, not jsonb, because a repetition gets the same bytes.
create table inbox (
  key text primary key,
  request_hash text,
  trace text not null,
  response json,
  at timestamptz not null default now()
);
create index inbox_at on inbox (at);
