-- What each unit itself knows of its cases, counted unmasked by whoever holds a quality assignment for that unit. Apart from
-- view.stat_*, which web never reads: nothing here rests on an entry that the unit has not written or been told of.
CREATE SCHEMA own;
CREATE FUNCTION vault.quality() RETURNS uuid LANGUAGE sql STABLE
    RETURN nullif(current_setting('portal.quality', true), '')::uuid;

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['stat_case', 'stat_place', 'stat_span', 'stat_happening'] LOOP
        EXECUTE format('CREATE TABLE own.%1$s (LIKE view.%1$s, reader uuid NOT NULL)', t);
        EXECUTE format('CREATE INDEX ON own.%1$s (reader, case_id)', t);
        EXECUTE format('CREATE INDEX ON own.%1$s (case_id)', t);
        EXECUTE format('ALTER TABLE own.%1$s ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE own.%1$s FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY project ON own.%1$s TO portal_projector USING (true) WITH CHECK (true)', t);
        EXECUTE format('CREATE POLICY follow_up ON own.%1$s FOR SELECT TO portal_web
            USING (reader = (SELECT vault.unit()) AND (SELECT vault.quality()) IS NOT NULL)', t);
        EXECUTE format('GRANT SELECT, INSERT, DELETE ON own.%1$s TO portal_projector', t);
        EXECUTE format('GRANT SELECT ON own.%1$s TO portal_web', t);
    END LOOP;
END $$;
GRANT USAGE ON SCHEMA own TO portal_web, portal_projector;

-- Looking at the unit's figures is a reading of no one case.
ALTER TABLE audit.access ALTER COLUMN case_id DROP NOT NULL,
    ADD CHECK (case_id IS NOT NULL OR (what = 'unit_figures' AND registry_number IS NOT NULL));

-- Filled from the log anew, so that the cases that are already there are counted too.
TRUNCATE view.stat_unit, view.stat_case, view.stat_place, view.stat_span, view.stat_happening;
DELETE FROM view.position WHERE projection = 'statistics';
