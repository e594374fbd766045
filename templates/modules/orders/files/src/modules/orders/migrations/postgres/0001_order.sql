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

comment on column customer_order.customer_id is 'person: pseudonym';
comment on column customer_order.lines is 'not personal: items and quantities; the order is kept for the books';
comment on column customer_order.payment_token is 'secret: of the person, with the payment provider';
comment on column customer_order.reason is 'not personal: one of ours';
