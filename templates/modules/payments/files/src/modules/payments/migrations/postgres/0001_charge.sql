create table charge (
  id uuid primary key,
  order_id uuid not null unique,
  customer_id uuid not null,
  amount integer not null check (amount >= 0),
  state text not null check (state in ('charged', 'refused')),
  reason text,
  at timestamptz not null default now()
);
