-- A form that its owner is still writing, sealed under the store key: read by the same user in the same assignment only.
-- It is no part of the log and of no case: what is not submitted has not been said.
CREATE TABLE web.draft (
    user_id       uuid        NOT NULL,
    assignment_id uuid        NOT NULL,
    form_page     text        NOT NULL,
    sealed        bytea       NOT NULL,
    kept_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, assignment_id, form_page)
);
CREATE INDEX draft_kept_at ON web.draft (kept_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON web.draft TO portal_web;
GRANT SELECT (kept_at), DELETE ON web.draft TO portal_keeper;
