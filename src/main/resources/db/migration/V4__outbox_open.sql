-- Each submission asks which domains have something due, each look of the sender when the next will be: without reading
-- the rows that are closed.
create index outbox_open on outbox (due, domain);
-- The same for delays and bounces.
create index outbox_state on outbox (state, submitted);
