create table item_copy (
  id uuid primary key,
  name text not null,
  price integer not null,
  version integer not null
);
