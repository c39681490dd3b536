-- What statistics know of the cases: kept by the projector, read by it alone. No person, no text, nothing sealed.
CREATE TABLE view.stat_unit (
    unit_id   uuid PRIMARY KEY,
    unit_type text NOT NULL,
    org_type  text NOT NULL
);

CREATE TABLE view.stat_case (
    case_id                uuid PRIMARY KEY,
    gender                 text NOT NULL,
    birth_year             int,
    opened_on              date,
    first_certificate_on   date,
    first_certificate_full boolean,
    contact_days           int,
    early                  boolean
);
CREATE INDEX stat_case_opened ON view.stat_case (opened_on);

-- Where a case is counted, from one day to another.
CREATE TABLE view.stat_place (
    case_id      uuid NOT NULL,
    first        date NOT NULL,
    last         date NOT NULL,
    municipality text NOT NULL,
    care_unit    uuid
);
CREATE INDEX stat_place_case ON view.stat_place (case_id);

-- What lasted, both days included, and what happened on a day: projections/statistics/facts.py says what the words mean.
CREATE TABLE view.stat_span (
    case_id uuid NOT NULL,
    what    text NOT NULL,
    first   date NOT NULL,
    last    date NOT NULL,
    number  int  NOT NULL,
    unit    uuid
);
CREATE INDEX stat_span_case ON view.stat_span (case_id);
CREATE INDEX stat_span_what ON view.stat_span (what, first, last);

CREATE TABLE view.stat_happening (
    case_id uuid    NOT NULL,
    what    text    NOT NULL,
    day     date    NOT NULL,
    kind    text    NOT NULL,
    pair    text    NOT NULL,
    due     date,
    done    date,
    days    int,
    good    boolean,
    unit    uuid,
    number  int     NOT NULL
);
CREATE INDEX stat_happening_case ON view.stat_happening (case_id);
CREATE INDEX stat_happening_what ON view.stat_happening (what, day);

-- What has been published, suppressed once and for all: everybody who acts in an assignment reads every row.
CREATE TABLE view.edition (
    county    text        NOT NULL,
    period    text        NOT NULL,
    number    int         NOT NULL CHECK (number > 0),
    kind      text        NOT NULL CHECK (kind IN ('first', 'frozen', 'revision')),
    made_at   timestamptz NOT NULL,
    position  bigint      NOT NULL,
    hash      text        NOT NULL,
    PRIMARY KEY (county, period, number)
);
CREATE TABLE view.edition_table (
    county    text  NOT NULL,
    period    text  NOT NULL,
    number    int   NOT NULL,
    indicator text  NOT NULL,
    figures   jsonb NOT NULL,
    PRIMARY KEY (county, period, number, indicator)
);

-- What an edition was made of, unsuppressed: what was told before is a constraint on what may be told later.
CREATE TABLE view.stat_truth (
    county text  NOT NULL,
    period text  NOT NULL,
    number int   NOT NULL,
    truth  bytea NOT NULL,
    PRIMARY KEY (county, period, number)
);
-- When a period was last looked through for corrections.
CREATE TABLE view.stat_checked (
    county     text NOT NULL,
    period     text NOT NULL,
    checked_on date NOT NULL,
    PRIMARY KEY (county, period)
);

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['stat_unit', 'stat_case', 'stat_place', 'stat_span', 'stat_happening', 'stat_truth',
                             'stat_checked', 'edition', 'edition_table'] LOOP
        EXECUTE format('ALTER TABLE view.%1$s ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE view.%1$s FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY project ON view.%1$s TO portal_projector USING (true) WITH CHECK (true)', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['stat_unit', 'stat_case', 'stat_place', 'stat_span', 'stat_happening', 'stat_checked'] LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON view.%1$s TO portal_projector', t);
    END LOOP;
    GRANT SELECT, INSERT ON view.stat_truth TO portal_projector;
    FOREACH t IN ARRAY ARRAY['edition', 'edition_table'] LOOP
        EXECUTE format('CREATE POLICY everybody ON view.%1$s FOR SELECT TO portal_web
            USING ((SELECT vault.unit()) IS NOT NULL)', t);
        EXECUTE format('CREATE POLICY keep ON view.%1$s FOR SELECT TO portal_keeper USING (true)', t);
        -- Never changed and never taken back: what was published stays as published.
        EXECUTE format('GRANT SELECT, INSERT ON view.%1$s TO portal_projector', t);
        EXECUTE format('GRANT SELECT ON view.%1$s TO portal_web, portal_keeper', t);
    END LOOP;
END $$;

-- The projector folds units, ways in and routines from the log as they stood when the period ended.
CREATE INDEX event_structure ON log.event (position) WHERE topic = ANY (ARRAY[
    'organisation-registered', 'unit-registered', 'unit-changed', 'role-assigned', 'role-ended',
    'contact-path-published', 'contact-path-confirmed', 'contact-path-flagged', 'contact-path-worked',
    'contact-absence-registered', 'contact-path-withdrawn', 'agreement-drafted', 'agreement-signed', 'agreement-revised',
    'agreement-informed', 'agreement-follow-up-called', 'agreement-follow-up-held', 'agreement-terminated',
    'baseline-figure-reported']);
