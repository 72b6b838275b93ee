-- When items and routing messages vanish, if they do. Runs on H2 and on PostgreSQL.
alter table item add column expires timestamp(6) with time zone;
create index item_expires on item (expires);
alter table outbox add column expires timestamp(6) with time zone;
create index outbox_expires on outbox (expires);
