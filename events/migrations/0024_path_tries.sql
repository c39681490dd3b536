-- Whether a contact path worked for those who tried it, and what they said about it: for the unit it leads to and for
-- the leaders of the process in its county. The calling unit, never who called, and nothing about any case.
CREATE TABLE view.path_try (
    event_id    uuid    PRIMARY KEY,
    path_id     uuid    NOT NULL,
    unit_id     uuid    NOT NULL,
    county_code text    NOT NULL,
    position    bigint  NOT NULL,
    by_unit     uuid    NOT NULL,
    tried_on    date    NOT NULL,
    problem     text,
    note        text
);
CREATE INDEX path_try_unit ON view.path_try (unit_id, position);

-- Where a path would lead, and in which county: known to the projector alone.
CREATE TABLE view.path_place (
    place_id    uuid PRIMARY KEY,
    unit_id     uuid,
    county_code text NOT NULL
);

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['path_try', 'path_place'] LOOP
        EXECUTE format('ALTER TABLE view.%1$s ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE view.%1$s FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY project ON view.%1$s TO portal_projector USING (true) WITH CHECK (true)', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON view.%1$s TO portal_projector', t);
    END LOOP;
END $$;
CREATE POLICY led_to ON view.path_try FOR SELECT TO portal_web USING (
    unit_id = (SELECT vault.unit())
    OR ((SELECT vault.role()) IN ('process_leader', 'insurance_medicine_expert')
        AND county_code = (SELECT vault.county())));
GRANT SELECT ON view.path_try TO portal_web;
