-- In which order the unsent mail of one destination leaves, fair to all who write there; null once it was sent. Runs on H2 and on PostgreSQL.
alter table outbox add column turn bigint;
alter table outbox add column bulk boolean default false not null;
create index outbox_turn on outbox (domain, turn);
create index outbox_share on outbox (domain, account_id, bulk, turn);
