-- The feed gives an entry at the place in the log where the unit came to read it, which may be long after its own.
CREATE TABLE view.case_readable (
    case_id  uuid        NOT NULL,
    unit_id  uuid        NOT NULL,
    version  bigint      NOT NULL,
    position bigint      NOT NULL,
    until    timestamptz NOT NULL,
    PRIMARY KEY (case_id, unit_id, version)
);
ALTER TABLE view.case_readable ENABLE ROW LEVEL SECURITY;
ALTER TABLE view.case_readable FORCE ROW LEVEL SECURITY;
CREATE POLICY project ON view.case_readable TO portal_projector USING (true) WITH CHECK (true);
CREATE POLICY own ON view.case_readable FOR SELECT TO portal_web USING (unit_id = (SELECT vault.unit()));
GRANT SELECT, INSERT, UPDATE, DELETE ON view.case_readable TO portal_projector;
GRANT SELECT ON view.case_readable TO portal_web;

-- And never before the officer was named.
ALTER TABLE view.case_caseworker ADD COLUMN named_at bigint NOT NULL DEFAULT 0;
