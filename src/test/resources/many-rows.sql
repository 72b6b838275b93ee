insert into account select 1000000 + n, 'n' || n || '@south.test', '\x00', '\x00', now() from generate_series(1, 30000) n;
insert into key_slot select 1000000 + n, 'recovery', 'r1', null, null, null, null, '\x00', '\x00' from generate_series(1, 30000) n;
insert into session select 't' || n, 1000000 + n, '\x00', now(), now() from generate_series(1, 30000) n;
insert into binding select 1000000 + n, 1000000 + n, 'n' || n || '@south.test', 1, 'f' || n, '\x00', '\x00' from generate_series(1, 30000) n;
insert into blob_owner select 'account:' || (1000000 + n), 1000, 0 from generate_series(1, 30000) n;
insert into mailbox select 1000000 + n, 1 from generate_series(1, 30000) n;
insert into item_content select 1000000 + n, '\x00' from generate_series(1, 30000) n;
insert into item select 1000000 + n, 1000001 + n % 300, 'n' || n, 'mail', 1, n, 1000000 + n, 1, '' from generate_series(1, 30000) n;
insert into blob select 'b' || n, 'account:' || (1000001 + n % 300), 1, true, true, false, null from generate_series(1, 30000) n;
insert into blob_use select 'item:' || n, 'b' || n from generate_series(1, 30000) n;
insert into outbox select 'o' || n, 1000001 + n % 300, 'd' || n % 100 || '.test', 'x', n, null, null, '', 'claimed', 1, 0, now() - n * interval '1 minute', null, now() - n * interval '1 minute', null, now() from generate_series(1, 30000) n;
insert into inbox select 1000000 + n, 'd' || n % 100 || '.test', 'i' || n, 'x', 1000001 + n % 300, null, null, 'claimed', null, 1, now() - n * interval '1 minute', now(), null, now() from generate_series(1, 30000) n;
analyze
