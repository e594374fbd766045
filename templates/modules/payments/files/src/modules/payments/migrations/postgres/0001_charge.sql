create table charge (
  id uuid primary key,
  order_id uuid not null unique,
  customer_id text not null,
  amount bigint not null check (amount >= 0),
  state text not null check (state in ('charged', 'refused', 'cancelled', 'refunded')),
  reason text,
  version integer not null,
  at timestamptz not null default now()
);

comment on column charge.customer_id is 'person: pseudonym';
comment on column charge.reason is 'not personal: one of ours';
