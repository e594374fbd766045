-- What auth told of; daily_accounts is counted from it.
create table opened_account (
  account_id uuid primary key,
  at timestamptz not null
);
create index opened_account_at on opened_account (at);

create table daily_accounts (
  day date not null,
  accounts integer not null,
  constraint daily_accounts_key primary key (day)
);

create table report_export (
  id uuid primary key,
  first_day date not null,
  last_day date not null,
  csv text,
  requested_at timestamptz not null default now()
);

comment on column opened_account.account_id is 'person: pseudonym';
comment on column report_export.csv is 'not personal: counts a day';
