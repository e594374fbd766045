create table announcement (
  id uuid primary key,
  title text not null,
  text text not null,
  flag text,
  created_at timestamptz not null default now()
);

comment on column announcement.title is 'not personal: for everybody to read';
comment on column announcement.text is 'not personal: for everybody to read';
comment on column announcement.flag is 'not personal: the name of a feature flag';
