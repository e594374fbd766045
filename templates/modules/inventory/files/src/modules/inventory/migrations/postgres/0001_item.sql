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
  at timestamptz not null default now()
);
