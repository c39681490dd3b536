-- Where the facts of an old edition are put while it is made again and compared: filled in a transaction that is taken
-- back, so that nothing stays here. The same facts as in view.stat_*, for the same role.
CREATE SCHEMA again;
DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['stat_unit', 'stat_case', 'stat_place', 'stat_span', 'stat_happening'] LOOP
        EXECUTE format('CREATE TABLE again.%1$s (LIKE view.%1$s)', t);
        EXECUTE format('ALTER TABLE again.%1$s ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE again.%1$s FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY project ON again.%1$s TO portal_projector USING (true) WITH CHECK (true)', t);
        EXECUTE format('GRANT SELECT, INSERT ON again.%1$s TO portal_projector', t);
    END LOOP;
END $$;
GRANT USAGE ON SCHEMA again TO portal_projector;
