-- What federation and delivery keep. Runs on H2 and on PostgreSQL.

create table peer (
  domain varchar(253) primary key,
  certificate bytea not null,
  document bytea not null,
  fetched timestamp(6) with time zone not null
);

-- Routing messages of our users, until a receipt or time closes them, and their ids for 32 days more.
create table outbox (
  id varchar(22) primary key,
  account_id bigint not null,
  domain varchar(253) not null,
  digest varchar(43) not null,
  change_number bigint not null,
  envelope bytea,
  header bytea,
  blobs varchar(8192) not null,
  state varchar(8) not null,
  attempts integer not null,
  notices integer not null,
  submitted timestamp(6) with time zone not null,
  accepted timestamp(6) with time zone,
  sent timestamp(6) with time zone,
  due timestamp(6) with time zone,
  closed timestamp(6) with time zone
);
create index outbox_due on outbox (domain, due);
create index outbox_closed on outbox (closed);

-- Routing messages for our users, until they are claimed or refused, and their ids for 32 days more.
create sequence inbox_seq start with 1 increment by 50;
create table inbox (
  id bigint primary key,
  origin varchar(253) not null,
  routing varchar(22) not null,
  digest varchar(43) not null,
  account_id bigint not null,
  envelope bytea,
  header bytea,
  state varchar(8) not null,
  reason varchar(32),
  attempts integer not null,
  received timestamp(6) with time zone not null,
  deadline timestamp(6) with time zone not null,
  due timestamp(6) with time zone,
  closed timestamp(6) with time zone,
  unique (origin, routing)
);
create index inbox_due on inbox (due);
create index inbox_closed on inbox (closed);
