-- Questions without personal data: seen by the unit that asks, the unit that is asked, and the county's process leaders.
CREATE TABLE view.deidentified_inquiry (
    inquiry_id uuid   PRIMARY KEY,
    units      uuid[] NOT NULL,
    inquiry    jsonb  NOT NULL
);
CREATE INDEX deidentified_inquiry_units ON view.deidentified_inquiry USING gin (units);
ALTER TABLE view.deidentified_inquiry ENABLE ROW LEVEL SECURITY;
ALTER TABLE view.deidentified_inquiry FORCE ROW LEVEL SECURITY;
CREATE POLICY project ON view.deidentified_inquiry TO portal_projector USING (true) WITH CHECK (true);
CREATE POLICY keep ON view.deidentified_inquiry FOR SELECT TO portal_keeper USING (true);
CREATE POLICY addressed ON view.deidentified_inquiry FOR SELECT TO portal_web
    USING ((SELECT vault.unit()) = ANY (units));
GRANT SELECT, INSERT, UPDATE, DELETE ON view.deidentified_inquiry TO portal_projector;
GRANT SELECT ON view.deidentified_inquiry TO portal_web, portal_keeper;
