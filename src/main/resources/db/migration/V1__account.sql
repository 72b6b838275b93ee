-- What account, blob, mailbox and directory keep. Runs on H2 and on PostgreSQL.

create sequence account_seq start with 1 increment by 50;
create table account (
  id bigint primary key,
  address varchar(320) not null unique,
  key_commit bytea not null,
  secret_key bytea not null,
  opened timestamp(6) with time zone not null
);

create table key_slot (
  account_id bigint not null references account,
  kind varchar(16) not null,
  slot varchar(64) not null,
  passes integer,
  lanes integer,
  memory integer,
  salt bytea,
  wrapped bytea not null,
  verifier bytea not null,
  primary key (account_id, kind)
);

create table session (
  token varchar(43) primary key,
  account_id bigint not null references account,
  share bytea not null,
  opened timestamp(6) with time zone not null,
  used timestamp(6) with time zone not null
);
create index session_account on session (account_id);
create index session_used on session (used);

create sequence binding_seq start with 1 increment by 50;
create table binding (
  id bigint primary key,
  account_id bigint not null references account,
  address varchar(320) not null,
  sequence_number bigint not null,
  fingerprint varchar(64) not null,
  certificate bytea not null,
  statement bytea not null,
  unique (account_id, sequence_number)
);
create index binding_address on binding (address);

create table blob_owner (
  owner varchar(64) primary key,
  quota bigint not null,
  used bigint not null
);

create table blob (
  name varchar(43) primary key,
  owner varchar(64) not null references blob_owner,
  size bigint not null,
  shared boolean not null,
  complete boolean not null,
  doomed boolean not null,
  free_since timestamp(6) with time zone
);
create index blob_owner_name on blob (owner);
create index blob_free on blob (free_since);

create table blob_use (
  holder varchar(128) not null,
  blob varchar(43) not null references blob,
  primary key (holder, blob)
);
create index blob_use_blob on blob_use (blob);

create table mailbox (
  account_id bigint primary key references account,
  last_change bigint not null
);

create sequence item_content_seq start with 1 increment by 50;
create table item_content (
  id bigint primary key,
  ciphertext bytea not null
);

create sequence item_seq start with 1 increment by 50;
create table item (
  id bigint primary key,
  account_id bigint not null references mailbox,
  name varchar(22) not null,
  kind varchar(16) not null,
  revision bigint not null,
  change_number bigint not null,
  content_id bigint references item_content,
  size integer not null,
  blobs varchar(8192) not null,
  unique (account_id, name),
  unique (account_id, change_number)
);
