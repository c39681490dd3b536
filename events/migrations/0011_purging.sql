-- A purge destroys every key of the case and its identity in the transaction that records it. The keeper alone decides one
-- and alone may delete a stranger's keys. What stays is the ciphertext, the proofs and the clear skeleton.
CREATE FUNCTION vault.purge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM vault.key WHERE case_id = NEW.stream_id;
    DELETE FROM vault.identity WHERE case_id = NEW.stream_id;
    RETURN NULL;
END $$;
CREATE TRIGGER purge AFTER INSERT ON log.event
    FOR EACH ROW WHEN (NEW.topic = 'case-purged') EXECUTE FUNCTION vault.purge();
-- Deleted rows lie in the files until they are vacuumed, so the keeper sees to that too.
GRANT MAINTAIN ON vault.key, vault.identity TO portal_keeper;

-- Personal data incidents: of the unit that disclosed, and nobody else's to know. No content, not even what kind of entry.
CREATE TABLE view.incident (
    incident_id uuid        PRIMARY KEY,
    unit_id     uuid        NOT NULL,
    case_id     uuid,
    number      text        NOT NULL,
    kind        text        NOT NULL,
    known_at    timestamptz NOT NULL,
    due_at      timestamptz NOT NULL
);
CREATE INDEX incident_unit ON view.incident (unit_id, due_at);
ALTER TABLE view.incident ENABLE ROW LEVEL SECURITY;
ALTER TABLE view.incident FORCE ROW LEVEL SECURITY;
CREATE POLICY project ON view.incident TO portal_projector USING (true) WITH CHECK (true);
CREATE POLICY keep ON view.incident FOR SELECT TO portal_keeper USING (true);
CREATE POLICY own ON view.incident FOR SELECT TO portal_web USING (unit_id = (SELECT vault.unit()));
GRANT SELECT, INSERT, UPDATE, DELETE ON view.incident TO portal_projector;
GRANT SELECT ON view.incident TO portal_web, portal_keeper;

-- What a unit has made of its incidents and of its access log: written once, never changed.
CREATE TABLE audit.assessment (
    assessment_id   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at              timestamptz NOT NULL,
    user_id         uuid        NOT NULL,
    assignment_id   uuid        NOT NULL,
    unit_id         uuid        NOT NULL,
    incident_id     uuid,
    access_ids      bigint[],
    finding         text        NOT NULL,
    registry_number text,
    CHECK ((incident_id IS NULL) <> (access_ids IS NULL))
);
CREATE INDEX assessment_unit ON audit.assessment (unit_id, at);
ALTER TABLE audit.assessment ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.assessment FORCE ROW LEVEL SECURITY;
CREATE POLICY write ON audit.assessment FOR INSERT TO portal_web WITH CHECK (unit_id = (SELECT vault.unit()));
CREATE POLICY read ON audit.assessment FOR SELECT TO portal_web USING (unit_id = (SELECT vault.unit()));
CREATE POLICY keep ON audit.assessment FOR SELECT TO portal_keeper USING (true);
GRANT SELECT, INSERT ON audit.assessment TO portal_web;
GRANT SELECT ON audit.assessment TO portal_keeper;

-- Reading under a quality assignment says so in every row (domain 2.4).
ALTER TABLE audit.access ADD COLUMN quality_assignment_id uuid, ADD COLUMN registry_number text,
    ADD CHECK ((quality_assignment_id IS NULL) = (registry_number IS NULL));
