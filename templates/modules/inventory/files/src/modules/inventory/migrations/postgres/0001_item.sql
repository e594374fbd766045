create table item (
  id uuid primary key,
  name text not null,
  price integer not null check (price >= 0),
  stock integer not null check (stock >= 0),
  version integer not null
);

create table reservation (
  order_id uuid primary key,
  lines jsonb not null,
  state text not null check (state in ('held', 'refused', 'released')),
  version integer not null,
  at timestamptz not null default now()
);

comment on column item.name is 'not personal: of a thing on sale';
comment on column reservation.lines is 'not personal: items and quantities';
