create table recipient (
  customer_id uuid primary key,
  email text not null
);

create table letter (
  id uuid primary key,
  customer_id uuid not null,
  occasion jsonb not null,
  subject text not null,
  state text not null check (state in ('queued', 'sent', 'failed')),
  attempts integer not null,
  last_error text,
  version integer not null,
  created_at timestamptz not null default now()
);
create index letter_customer on letter (customer_id, id);
create index letter_failed on letter (id) where state = 'failed';

comment on column recipient.customer_id is 'person: delete';
comment on column recipient.email is 'personal: to reach them';
comment on table letter is 'keep 400 days by created_at';
comment on column letter.customer_id is 'person: delete';
comment on column letter.occasion is 'personal: what it is about';
comment on column letter.subject is 'personal: what it is about';
comment on column letter.last_error is 'personal: mail servers repeat the address';
