-- What spans cases. Written by the projector alone, read by the web under the same grants as the case itself, in the same
-- statement, so that no list lags a withdrawal. No plaintext of sealed values, no identity.
CREATE TABLE view.position (projection text PRIMARY KEY, position bigint NOT NULL);

-- How a case stands: only what everybody who may know of the case may know.
CREATE TABLE view.case_status (
    case_id           uuid PRIMARY KEY,
    number            text NOT NULL,
    opener            uuid NOT NULL,
    lead_unit         uuid NOT NULL,
    municipality_code text NOT NULL,
    drafted_on        date NOT NULL,
    recorder          uuid,
    form              text,
    given_on          date,
    valid_from        date,
    valid_to          date,
    stands            boolean NOT NULL DEFAULT false,
    ended_on          date,
    copy_given        boolean NOT NULL DEFAULT false,
    closed_on         date,
    refused           boolean NOT NULL DEFAULT false,
    locked            boolean NOT NULL DEFAULT false
);
CREATE INDEX case_status_number ON view.case_status (number);

CREATE TABLE view.case_party (
    case_id  uuid    NOT NULL,
    unit_id  uuid    NOT NULL,
    verified boolean NOT NULL,
    earlier  boolean NOT NULL,
    PRIMARY KEY (case_id, unit_id)
);

CREATE TABLE view.case_caseworker (
    case_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    user_id uuid NOT NULL,
    PRIMARY KEY (case_id, unit_id, user_id)
);
CREATE INDEX case_caseworker_user ON view.case_caseworker (unit_id, user_id);

CREATE TABLE view.case_entry (
    case_id     uuid        NOT NULL,
    version     bigint      NOT NULL,
    event_id    uuid        NOT NULL UNIQUE,
    position    bigint      NOT NULL,
    topic       text        NOT NULL,
    category    text        NOT NULL,
    owner_unit  uuid        NOT NULL,
    recipients  uuid[]      NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor       uuid,
    retracted   boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (case_id, version)
);
CREATE INDEX case_entry_position ON view.case_entry (position);

CREATE TABLE view.case_inquiry (
    case_id     uuid    NOT NULL,
    version     bigint  NOT NULL,
    inquiry_id  uuid    NOT NULL,
    category    text    NOT NULL,
    owner_unit  uuid    NOT NULL,
    recipients  uuid[]  NOT NULL,
    to_unit     uuid    NOT NULL,
    type        text    NOT NULL,
    sent_on     date    NOT NULL,
    due_on      date    NOT NULL,
    answered_on date,
    voided_on   date,
    retracted   boolean NOT NULL DEFAULT false,
    PRIMARY KEY (case_id, inquiry_id)
);

-- Neutral notices to a unit that is no longer in a case, or whose case has come to rest.
CREATE TABLE view.notice (
    unit_id uuid        NOT NULL,
    case_id uuid        NOT NULL,
    version bigint      NOT NULL,
    number  text        NOT NULL,
    kind    text        NOT NULL CHECK (kind IN ('removed', 'ended')),
    at      timestamptz NOT NULL,
    PRIMARY KEY (unit_id, case_id, version)
);

DO $$
DECLARE
    t text;
    granted CONSTANT text := '
        SELECT FROM vault.grant g WHERE g.case_id = %1$s.case_id AND g.unit_id = (SELECT vault.unit())
        AND g.valid_from <= (SELECT vault.moment()) AND (SELECT vault.moment()) < g.valid_to';
    -- The same words as the policy of vault.key, but that an owner sees that its own has been retracted.
    gate CONSTANT text := ' AND (
        (g.category = ''own'' AND %1$s.owner_unit = g.unit_id)
        OR (NOT %1$s.retracted AND (
            (g.category = ''own'' AND %1$s.category = ''structure'' AND g.unit_id = ANY (%1$s.recipients))
            OR (g.category = %1$s.category AND %1$s.category <> ''violence_question'' AND (
                %1$s.category = ''identity_contact''
                OR (%1$s.version >= g.since AND g.unit_id = ANY (%1$s.recipients))
                OR EXISTS (
                    SELECT FROM vault.release r
                    WHERE r.case_id = %1$s.case_id AND r.unit_id = g.unit_id AND r.owner_unit = %1$s.owner_unit
                      AND r.category = %1$s.category AND %1$s.version <= r.upto))))))';
BEGIN
    FOREACH t IN ARRAY ARRAY['case_status', 'case_party', 'case_caseworker', 'case_entry', 'case_inquiry', 'notice'] LOOP
        EXECUTE format('ALTER TABLE view.%1$s ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE view.%1$s FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY project ON view.%1$s TO portal_projector USING (true) WITH CHECK (true)', t);
        EXECUTE format('CREATE POLICY keep ON view.%1$s FOR SELECT TO portal_keeper USING (true)', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON view.%1$s TO portal_projector', t);
        EXECUTE format('GRANT SELECT ON view.%1$s TO portal_web, portal_keeper', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['case_status', 'case_party'] LOOP
        EXECUTE format('CREATE POLICY door ON view.%1$s FOR SELECT TO portal_web USING (EXISTS ('
            || granted || ' AND g.category = ''exists''))', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['case_entry', 'case_inquiry'] LOOP
        EXECUTE format('CREATE POLICY gate ON view.%1$s FOR SELECT TO portal_web USING (EXISTS ('
            || granted || gate || '))', t);
    END LOOP;
END $$;
CREATE POLICY own ON view.case_caseworker FOR SELECT TO portal_web USING (unit_id = (SELECT vault.unit()));
CREATE POLICY own ON view.notice FOR SELECT TO portal_web USING (unit_id = (SELECT vault.unit()));
GRANT SELECT, INSERT, UPDATE, DELETE ON view.position TO portal_projector;
GRANT SELECT ON view.position TO portal_web, portal_keeper;
