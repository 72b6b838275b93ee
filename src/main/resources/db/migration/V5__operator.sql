-- Who may run the instance, and which destinations an operator keeps mail from. Runs on H2 and on PostgreSQL.
alter table account add column admin boolean default false not null;

create table paused (
  domain varchar(253) primary key,
  since timestamp(6) with time zone not null
);
