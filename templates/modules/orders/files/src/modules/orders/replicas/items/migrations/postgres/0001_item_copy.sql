create table item_copy (
  id uuid primary key,
  name text not null,
  price integer not null,
  version integer not null
);
comment on column item_copy.name is 'not personal: of a thing on sale';
