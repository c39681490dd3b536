-- PostgreSQL leaves the bytes of a deleted row in its page, after a plain VACUUM too, until something else is written
-- there. Keys, names and what was being typed are gone from the files only when the tables have been written anew.
GRANT MAINTAIN ON web.draft, web.kept_input TO portal_keeper;

-- The last day on which that was done in the ordinary course: once a night.
CREATE TABLE vault.rewriting (
    id     int  PRIMARY KEY CHECK (id = 1),
    on_day date NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON vault.rewriting TO portal_keeper;
