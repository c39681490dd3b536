-- The way in to each unit: about staff, never about a case, so everybody who acts in an assignment sees every row.
CREATE TABLE view.contact_path (
    path_id uuid   PRIMARY KEY,
    unit_id uuid   NOT NULL UNIQUE,
    names   text[] NOT NULL,
    path    jsonb  NOT NULL
);
ALTER TABLE view.contact_path ENABLE ROW LEVEL SECURITY;
ALTER TABLE view.contact_path FORCE ROW LEVEL SECURITY;
CREATE POLICY project ON view.contact_path TO portal_projector USING (true) WITH CHECK (true);
CREATE POLICY keep ON view.contact_path FOR SELECT TO portal_keeper USING (true);
CREATE POLICY everybody ON view.contact_path FOR SELECT TO portal_web USING ((SELECT vault.unit()) IS NOT NULL);
GRANT SELECT, INSERT, UPDATE, DELETE ON view.contact_path TO portal_projector;
GRANT SELECT ON view.contact_path TO portal_web, portal_keeper;

-- Signed routines: about units, never about a case.
CREATE TABLE view.agreement (
    agreement_id      uuid  PRIMARY KEY,
    municipality_code text  NOT NULL,
    agreement         jsonb NOT NULL
);
ALTER TABLE view.agreement ENABLE ROW LEVEL SECURITY;
ALTER TABLE view.agreement FORCE ROW LEVEL SECURITY;
CREATE POLICY project ON view.agreement TO portal_projector USING (true) WITH CHECK (true);
CREATE POLICY keep ON view.agreement FOR SELECT TO portal_keeper USING (true);
CREATE POLICY everybody ON view.agreement FOR SELECT TO portal_web USING ((SELECT vault.unit()) IS NOT NULL);
GRANT SELECT, INSERT, UPDATE, DELETE ON view.agreement TO portal_projector;
GRANT SELECT ON view.agreement TO portal_web, portal_keeper;
