create table charge (
  id uuid primary key,
  order_id uuid not null unique,
  customer_id text not null,
  amount bigint not null check (amount >= 0),
  state text not null check (state in ('charged', 'refused')),
  reason text,
  at timestamptz not null default now()
);
