-- The names of a path's contacts as they are looked up, and where in the log they were last changed: who has read them
-- once reads them anew only when that has moved. A withdrawn path keeps its row, without names.
ALTER TABLE view.contact_path DROP COLUMN names;
CREATE TABLE view.path_names (
    path_id   uuid   PRIMARY KEY,
    unit_id   uuid   NOT NULL,
    looked_up text   NOT NULL,
    position  bigint NOT NULL
);
CREATE INDEX path_names_position ON view.path_names (position);
ALTER TABLE view.path_names ENABLE ROW LEVEL SECURITY;
ALTER TABLE view.path_names FORCE ROW LEVEL SECURITY;
CREATE POLICY project ON view.path_names TO portal_projector USING (true) WITH CHECK (true);
CREATE POLICY everybody ON view.path_names FOR SELECT TO portal_web USING ((SELECT vault.unit()) IS NOT NULL);
GRANT SELECT, INSERT, UPDATE, DELETE ON view.path_names TO portal_projector;
GRANT SELECT ON view.path_names TO portal_web;
DELETE FROM view.contact_path;
DELETE FROM view.position WHERE projection = 'contact_paths';
