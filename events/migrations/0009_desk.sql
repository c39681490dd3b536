-- What an entry says in the clear that a list of cases goes by: days, degrees, whose it is to act. One row a certified
-- stretch, a plan, a contact, a follow-up, an effort. Read under the very policy of the entry it comes from.
CREATE TABLE view.case_signal (
    case_id    uuid     NOT NULL,
    version    bigint   NOT NULL,
    nth        smallint NOT NULL,
    category   text     NOT NULL,
    owner_unit uuid     NOT NULL,
    recipients uuid[]   NOT NULL,
    kind       text     NOT NULL,
    on_day     date     NOT NULL,
    from_day   date,
    to_day     date,
    degree     smallint,
    unit_id    uuid,
    ref        uuid,
    retracted  boolean  NOT NULL DEFAULT false,
    PRIMARY KEY (case_id, version, nth)
);
ALTER TABLE view.case_signal ENABLE ROW LEVEL SECURITY;
ALTER TABLE view.case_signal FORCE ROW LEVEL SECURITY;
CREATE POLICY project ON view.case_signal TO portal_projector USING (true) WITH CHECK (true);
CREATE POLICY keep ON view.case_signal FOR SELECT TO portal_keeper USING (true);
DO $$ BEGIN
    -- Taken over as it stands, so that the rule is written once.
    EXECUTE 'CREATE POLICY gate ON view.case_signal FOR SELECT TO portal_web USING (' || (
        SELECT replace(pg_get_expr(p.polqual, p.polrelid), 'case_entry.', 'case_signal.')
        FROM pg_policy p WHERE p.polrelid = 'view.case_entry'::regclass AND p.polname = 'gate') || ')';
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON view.case_signal TO portal_projector;
GRANT SELECT ON view.case_signal TO portal_web, portal_keeper;

-- A selection of cases that an officer has given a name: the filters alone, never which cases they find.
CREATE TABLE web.saved_view (
    view_id  uuid        PRIMARY KEY,
    unit_id  uuid        NOT NULL,
    user_id  uuid        NOT NULL,
    name     text        NOT NULL,
    filters  text        NOT NULL,
    shared   boolean     NOT NULL DEFAULT false,
    saved_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX saved_view_name ON web.saved_view (unit_id, user_id, lower(name));

-- When an officer looked at their day, on the domain clock: what is new is what has come since the visit before.
CREATE TABLE web.visit (
    user_id uuid        NOT NULL,
    unit_id uuid        NOT NULL,
    began   timestamptz NOT NULL,
    seen    timestamptz NOT NULL,
    before  timestamptz,
    PRIMARY KEY (user_id, unit_id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON web.saved_view, web.visit TO portal_web;
