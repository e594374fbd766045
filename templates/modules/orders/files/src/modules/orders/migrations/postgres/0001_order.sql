create table customer_order (
  id uuid primary key,
  customer_id text not null,
  lines jsonb not null,
  total bigint not null check (total >= 0),
  payment_token text not null,
  state text not null check (state in ('placed', 'reserved', 'confirmed', 'rejected')),
  reason text,
  version integer not null,
  placed_at timestamptz not null default now()
);
create index customer_order_of on customer_order (customer_id, id);
