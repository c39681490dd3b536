-- What has been signed of the log (events/checkpoints.py): so many entries from the first, and the note over them. The
-- notes are for keeping elsewhere; nobody changes one here either, and the web only shows them.
CREATE TABLE log.checkpoint (
    size bigint PRIMARY KEY CHECK (size > 0),
    note text   NOT NULL
);
GRANT SELECT, INSERT ON log.checkpoint TO portal_keeper;
GRANT SELECT ON log.checkpoint TO portal_web;
