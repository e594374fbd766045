-- Jobs that wait, run or were set aside. What is done is gone.
create table job (
  id uuid primary key,
  name text not null,
  input jsonb not null,
  trace text not null,
  tenant text,
  -- Enqueued by a schedule: of these there is one at a time.
  scheduled boolean not null default false,
  state text not null default 'waiting' check (state in ('waiting', 'dead')),
  attempts integer not null default 0,
  enqueued_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  -- Whoever runs it holds the lease and keeps extending it. A worker that dies stops doing so.
  lease uuid,
  leased_until timestamptz,
  last_error text
);
create index job_due on job (due_at) where state = 'waiting';
create unique index job_scheduled_once on job (name, coalesce(tenant, ''))
  where scheduled and state = 'waiting';

create table job_schedule (
  name text primary key,
  schedule text not null,
  next_at timestamptz not null
);
