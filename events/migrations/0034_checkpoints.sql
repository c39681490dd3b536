-- What has been signed of the log (events/checkpoints.py): the notes, in the order in which they were issued. What they
-- say stands in them alone. They are for keeping elsewhere; nobody changes one here either, and the web only shows them.
CREATE TABLE log.checkpoint (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    note   text   NOT NULL
);
GRANT SELECT, INSERT ON log.checkpoint TO portal_keeper;
GRANT SELECT ON log.checkpoint TO portal_web;
