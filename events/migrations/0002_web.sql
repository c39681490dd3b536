-- What the web processes remember about people at the keyboard. Nothing here is part of a case.
CREATE SCHEMA web;

-- A session is found by the SHA-256 of the id in the cookie: who reads the table cannot take a session over.
-- An expired row stays an hour, unusable, so that what was being typed can be kept for its owner.
CREATE TABLE web.session (
    id_hash       bytea       PRIMARY KEY,
    user_id       uuid        NOT NULL,
    assignment_id uuid,
    substitutions jsonb       NOT NULL DEFAULT '{}',
    created_at    timestamptz NOT NULL DEFAULT now(),
    seen_at       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX session_seen_at ON web.session (seen_at);

-- A form that arrived after its session had expired, sealed under the store key; comes back to the same user only.
CREATE TABLE web.kept_input (
    kept_id       uuid        PRIMARY KEY,
    user_id       uuid        NOT NULL,
    assignment_id uuid,
    form_page     text        NOT NULL,
    sealed        bytea       NOT NULL,
    kept_at       timestamptz NOT NULL DEFAULT now(),
    offered       boolean     NOT NULL DEFAULT false,
    UNIQUE NULLS NOT DISTINCT (user_id, assignment_id, form_page)
);
CREATE INDEX kept_input_kept_at ON web.kept_input (kept_at);

-- The assignment that a caller with a bearer token has chosen, for all their tokens; the cases opened as a substitute, for
-- the one token only (a token has no session to hold them).
CREATE TABLE web.token_assignment (
    user_id       uuid  NOT NULL,
    issuer        text  NOT NULL,
    assignment_id uuid  NOT NULL,
    token_hash    bytea NOT NULL DEFAULT '',
    substitutions jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (user_id, issuer)
);

CREATE TABLE web.setting (
    name  text PRIMARY KEY,
    value text NOT NULL
);

-- Who began to act in which assignment, and when on the domain clock.
CREATE TABLE audit.assignment_switch (
    at              timestamptz NOT NULL,
    user_id         uuid        NOT NULL,
    from_assignment uuid,
    to_assignment   uuid        NOT NULL,
    via             text        NOT NULL CHECK (via IN ('login', 'switch', 'token'))
);
CREATE INDEX assignment_switch_user ON audit.assignment_switch (user_id, at);

GRANT USAGE ON SCHEMA web TO portal_web, portal_projector, portal_keeper;
GRANT SELECT ON web.setting TO portal_web, portal_projector, portal_keeper;
GRANT SELECT, INSERT, UPDATE, DELETE ON web.session, web.kept_input, web.token_assignment TO portal_web;
GRANT INSERT ON audit.assignment_switch TO portal_web;
