-- Which role acts, and in which county: for what is read by role rather than by case. Unset, they read nothing.
CREATE FUNCTION vault.role() RETURNS text LANGUAGE sql STABLE
    RETURN nullif(current_setting('portal.role', true), '');
CREATE FUNCTION vault.county() RETURNS text LANGUAGE sql STABLE
    RETURN nullif(current_setting('portal.county', true), '');

-- Deviations and remarks. The same rule as events/deviation_readers.py; never a row to the coordination association.
CREATE TABLE view.deviation (
    deviation_id uuid    PRIMARY KEY,
    county_code  text    NOT NULL,
    about_unit   uuid    NOT NULL,
    by_unit      uuid    NOT NULL,
    concerns_fk  boolean NOT NULL,
    kind         text    NOT NULL,
    type         text    NOT NULL,
    clause       text,
    agreement_id uuid,
    happened_on  date    NOT NULL,
    reported_on  date    NOT NULL,
    stage        text    NOT NULL,
    due_on       date,
    deviation    jsonb   NOT NULL
);
CREATE INDEX deviation_reported ON view.deviation (reported_on DESC, deviation_id);

-- Which case a deviation is about, apart from it: seen by a unit only while it may know of the case.
CREATE TABLE view.deviation_case (
    deviation_id uuid PRIMARY KEY,
    case_id      uuid NOT NULL
);

-- How many of each kind and type were reported in a half-year: no unit, no text, no id. What was taken back within the
-- half-year is not counted; later changes leave a count that has been shown as it was.
CREATE TABLE view.deviation_count (
    county_code text NOT NULL,
    half_year   text NOT NULL,
    kind        text NOT NULL,
    type        text NOT NULL,
    count       int  NOT NULL,
    PRIMARY KEY (county_code, half_year, kind, type)
);

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['deviation', 'deviation_case', 'deviation_count'] LOOP
        EXECUTE format('ALTER TABLE view.%1$s ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE view.%1$s FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY project ON view.%1$s TO portal_projector USING (true) WITH CHECK (true)', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON view.%1$s TO portal_projector', t);
        EXECUTE format('GRANT SELECT ON view.%1$s TO portal_web', t);
    END LOOP;
END $$;
CREATE POLICY keep ON view.deviation FOR SELECT TO portal_keeper USING (true);
GRANT SELECT ON view.deviation TO portal_keeper;
CREATE POLICY by_role ON view.deviation FOR SELECT TO portal_web USING (
    CASE
        WHEN (SELECT vault.role()) IN ('rehab_coordinator', 'physician', 'social_worker', 'caseworker',
            'care_unit_manager', 'unit_manager') THEN (SELECT vault.unit()) IN (about_unit, by_unit)
        WHEN (SELECT vault.role()) IN ('process_leader', 'insurance_medicine_expert')
            THEN county_code = (SELECT vault.county())
        WHEN (SELECT vault.role()) = 'liaison_officer' THEN county_code = (SELECT vault.county()) AND concerns_fk
        ELSE false
    END);
CREATE POLICY door ON view.deviation_case FOR SELECT TO portal_web USING (EXISTS (
    SELECT FROM vault.grant g WHERE g.case_id = deviation_case.case_id AND g.unit_id = (SELECT vault.unit())
    AND g.category = 'exists' AND g.valid_from <= (SELECT vault.moment()) AND (SELECT vault.moment()) < g.valid_to));
CREATE POLICY counts ON view.deviation_count FOR SELECT TO portal_web USING (
    (SELECT vault.role()) = 'association_director' AND county_code = (SELECT vault.county()));

-- Found when a deviation is reported: which routines were in force on the day.
CREATE INDEX event_agreement ON log.event (stream_id, version) WHERE topic = ANY (ARRAY[
    'agreement-drafted', 'agreement-signed', 'agreement-revised', 'agreement-informed', 'agreement-follow-up-called',
    'agreement-follow-up-held', 'agreement-terminated']);

-- What a unit has looked at and does not want suggested again. The id is drawn from what was suggested, and tells nothing.
CREATE TABLE web.dismissed_suggestion (
    unit_id       uuid        NOT NULL,
    suggestion_id uuid        NOT NULL,
    user_id       uuid        NOT NULL,
    dismissed_at  timestamptz NOT NULL,
    PRIMARY KEY (unit_id, suggestion_id)
);
GRANT SELECT, INSERT, DELETE ON web.dismissed_suggestion TO portal_web;
