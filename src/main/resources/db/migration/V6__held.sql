-- Mail that is held back until its time, and what was withdrawn from there: two more states. Runs on H2 and on PostgreSQL.
alter table outbox alter column state set data type varchar(16);
