-- Mail to officers who have asked for it. It says only that something is new; what it is about is never kept here.
CREATE TABLE web.mail_choice (
    assignment_id uuid PRIMARY KEY,
    user_id       uuid    NOT NULL,
    address       text    NOT NULL,
    how           text    NOT NULL CHECK (how IN ('at_once', 'daily')),
    begun         boolean NOT NULL DEFAULT false,  -- what was there when it was asked for is not news
    something_new boolean NOT NULL DEFAULT false,  -- found since the last daily mail
    latest        date,                            -- the day of the last daily mail
    refused       boolean NOT NULL DEFAULT false   -- the mail server has said that there is no such address
);

-- What each has been told of already, as a hash: a task or a notice is news once.
CREATE TABLE web.mail_told (
    assignment_id uuid  NOT NULL REFERENCES web.mail_choice ON DELETE CASCADE,
    mark          bytea NOT NULL,
    PRIMARY KEY (assignment_id, mark)
);

-- At most one mail waits for each; it is deleted when it has been handed over.
CREATE TABLE web.outbox (
    assignment_id uuid        PRIMARY KEY REFERENCES web.mail_choice ON DELETE CASCADE,
    not_before    timestamptz NOT NULL DEFAULT now(),
    tries         integer     NOT NULL DEFAULT 0
);

GRANT SELECT, INSERT, UPDATE, DELETE ON web.mail_choice TO portal_web;
GRANT SELECT, DELETE ON web.mail_choice TO portal_keeper;
GRANT UPDATE (begun, something_new, latest, refused) ON web.mail_choice TO portal_keeper;
GRANT SELECT, INSERT, DELETE ON web.mail_told TO portal_keeper;
GRANT SELECT, INSERT, UPDATE, DELETE ON web.outbox TO portal_keeper;
