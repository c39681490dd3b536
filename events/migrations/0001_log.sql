-- The log, the vault and the access log. Login roles exist already; this runs as their owner.
CREATE SCHEMA IF NOT EXISTS log;
CREATE SCHEMA vault;
CREATE SCHEMA view;
CREATE SCHEMA audit;

-- Who asks, when, and about which case: transaction settings that fail closed when unset (a setting reads '' afterwards).
CREATE FUNCTION vault.unit() RETURNS uuid LANGUAGE sql STABLE
    RETURN NULLIF(current_setting('portal.unit', true), '')::uuid;
CREATE FUNCTION vault.moment() RETURNS timestamptz LANGUAGE sql STABLE
    RETURN NULLIF(current_setting('portal.moment', true), '')::timestamptz;
CREATE FUNCTION vault.in_hand() RETURNS uuid LANGUAGE sql STABLE
    RETURN NULLIF(current_setting('portal.in_hand', true), '')::uuid;

-- The log -------------------------------------------------------------------------------------------------------------
CREATE SEQUENCE log.position;
CREATE TABLE log.event (
    stream_id  uuid   NOT NULL,
    version    bigint NOT NULL CHECK (version > 0),
    topic      text   NOT NULL,
    state      bytea  NOT NULL,
    position   bigint NOT NULL UNIQUE,
    event_id   uuid   NOT NULL UNIQUE,
    command_id uuid   NOT NULL,
    leaf       bytea  NOT NULL CHECK (length(leaf) = 32),
    PRIMARY KEY (stream_id, version)
);
CREATE INDEX event_command ON log.event (command_id);
CREATE INDEX event_organisation ON log.event (position) WHERE topic = ANY (ARRAY[
    'organisation-registered', 'unit-registered', 'unit-changed', 'role-assigned', 'role-ended']);

-- For indicator I07 alone: what the sealed record says, for the projector only.
CREATE TABLE log.violence (
    case_id     uuid    NOT NULL,
    version     bigint  NOT NULL,
    unit_id     uuid    NOT NULL,
    asked       boolean NOT NULL,
    asked_on    date    NOT NULL,
    per_routine boolean NOT NULL,
    PRIMARY KEY (case_id, version)
);

-- The vault -----------------------------------------------------------------------------------------------------------
CREATE TABLE vault.store_key (id int PRIMARY KEY CHECK (id = 1), wrapped bytea NOT NULL);

CREATE TABLE vault.grant (
    case_id    uuid        NOT NULL,
    unit_id    uuid        NOT NULL,
    category   text        NOT NULL,
    since      bigint      NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz NOT NULL,
    PRIMARY KEY (case_id, unit_id, category)
);
CREATE INDEX grant_unit ON vault.grant (unit_id, category, case_id);

CREATE TABLE vault.release (
    case_id    uuid   NOT NULL,
    unit_id    uuid   NOT NULL,
    owner_unit uuid   NOT NULL,
    category   text   NOT NULL,
    upto       bigint NOT NULL,
    PRIMARY KEY (case_id, unit_id, owner_unit, category)
);

CREATE TABLE vault.key (
    case_id    uuid    NOT NULL,
    version    bigint  NOT NULL,
    category   text    NOT NULL,
    owner_unit uuid    NOT NULL,
    recipients uuid[]  NOT NULL,
    retracted  boolean NOT NULL DEFAULT false,
    wrapped    bytea   NOT NULL,
    PRIMARY KEY (case_id, version)
);

-- One identity per case, in two parts, because a suspended case keeps the name but not the contact details.
CREATE TABLE vault.identity (
    case_id uuid  NOT NULL,
    part    text  NOT NULL CHECK (part IN ('name', 'contact')),
    blind   bytea,
    box     bytea NOT NULL,
    PRIMARY KEY (case_id, part)
);
CREATE INDEX identity_blind ON vault.identity (blind) WHERE blind IS NOT NULL;

-- Who has read ---------------------------------------------------------------------------------------------------------
CREATE TABLE audit.access (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at            timestamptz NOT NULL,
    user_id       uuid        NOT NULL,
    assignment_id uuid        NOT NULL,
    role          text        NOT NULL,
    unit_id       uuid        NOT NULL,
    case_id       uuid        NOT NULL,
    what          text        NOT NULL,
    entries       bigint[]    NOT NULL DEFAULT '{}',
    substitute    text
);
CREATE INDEX access_case ON audit.access (case_id, at);
CREATE INDEX access_unit ON audit.access (unit_id, at);

-- Row policies ----------------------------------------------------------------------------------------------------------
DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['vault.grant', 'vault.release', 'vault.key', 'vault.identity', 'audit.access'] LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    END LOOP;
END $$;

CREATE POLICY read ON vault.grant FOR SELECT TO portal_web
    USING (unit_id = (SELECT vault.unit()) OR case_id = (SELECT vault.in_hand()));
CREATE POLICY give ON vault.grant FOR INSERT TO portal_web, portal_keeper WITH CHECK (case_id = (SELECT vault.in_hand()));
CREATE POLICY take ON vault.grant FOR DELETE TO portal_web, portal_keeper USING (case_id = (SELECT vault.in_hand()));
CREATE POLICY read_all ON vault.grant FOR SELECT TO portal_keeper USING (true);

CREATE POLICY read ON vault.release FOR SELECT TO portal_web
    USING (unit_id = (SELECT vault.unit()) OR case_id = (SELECT vault.in_hand()));
CREATE POLICY give ON vault.release FOR INSERT TO portal_web, portal_keeper WITH CHECK (case_id = (SELECT vault.in_hand()));
CREATE POLICY take ON vault.release FOR DELETE TO portal_web, portal_keeper USING (case_id = (SELECT vault.in_hand()));
CREATE POLICY read_all ON vault.release FOR SELECT TO portal_keeper USING (true);

-- The unit part of the read gate (domain 3.9): a key is seen while a grant, or a grant and a release, covers its entry.
CREATE POLICY gate ON vault.key FOR SELECT TO portal_web USING (
    EXISTS (
        SELECT FROM vault.grant g
        WHERE g.case_id = key.case_id
          AND g.unit_id = (SELECT vault.unit())
          AND g.valid_from <= (SELECT vault.moment()) AND (SELECT vault.moment()) < g.valid_to
          AND (
              (g.category = 'own' AND (
                  key.owner_unit = g.unit_id
                  OR (key.category = 'structure' AND g.unit_id = ANY (key.recipients))))
              OR (g.category = key.category AND key.category <> 'violence_question' AND (
                  key.category = 'identity_contact'
                  OR (key.version >= g.since AND g.unit_id = ANY (key.recipients))
                  OR EXISTS (
                      SELECT FROM vault.release r
                      WHERE r.case_id = key.case_id AND r.unit_id = g.unit_id
                        AND r.owner_unit = key.owner_unit AND r.category = key.category
                        AND key.version <= r.upto)
              ))
          )
    )
    -- A retracted content is hidden for all; its owner reaches the row only while appending the retraction itself.
    AND (NOT key.retracted OR (key.case_id = (SELECT vault.in_hand()) AND key.owner_unit = (SELECT vault.unit())))
);
CREATE POLICY give ON vault.key FOR INSERT TO portal_web WITH CHECK (
    case_id = (SELECT vault.in_hand()) AND (owner_unit = (SELECT vault.unit()) OR category = 'structure'));
CREATE POLICY retract ON vault.key FOR UPDATE TO portal_web
    USING (case_id = (SELECT vault.in_hand()) AND owner_unit = (SELECT vault.unit()));
CREATE POLICY destroy ON vault.key FOR DELETE TO portal_web
    USING (case_id = (SELECT vault.in_hand()) AND owner_unit = (SELECT vault.unit()));
CREATE POLICY give_structure ON vault.key FOR INSERT TO portal_keeper WITH CHECK (
    case_id = (SELECT vault.in_hand()) AND category = 'structure');
CREATE POLICY see ON vault.key FOR SELECT TO portal_keeper USING (true);
CREATE POLICY purge ON vault.key FOR DELETE TO portal_keeper USING (true);

CREATE POLICY read ON vault.identity FOR SELECT TO portal_web USING (
    EXISTS (
        SELECT FROM vault.grant g
        WHERE g.case_id = identity.case_id
          AND g.unit_id = (SELECT vault.unit())
          AND g.valid_from <= (SELECT vault.moment()) AND (SELECT vault.moment()) < g.valid_to
          AND g.category = CASE identity.part WHEN 'name' THEN 'name' ELSE 'identity_contact' END
    )
);
-- Contact details are erased when protected identity is noted, by whichever party hears of it (set in log.append only).
CREATE POLICY reach ON vault.identity FOR SELECT TO portal_web USING (
    case_id = (SELECT vault.in_hand()) AND part = 'contact' AND current_setting('portal.erase', true) = 'contact');
CREATE POLICY give ON vault.identity FOR INSERT TO portal_web WITH CHECK (case_id = (SELECT vault.in_hand()));
CREATE POLICY change ON vault.identity FOR UPDATE TO portal_web USING (case_id = (SELECT vault.in_hand()));
CREATE POLICY erase ON vault.identity FOR DELETE TO portal_web USING (case_id = (SELECT vault.in_hand()));
CREATE POLICY see ON vault.identity FOR SELECT TO portal_keeper USING (true);
CREATE POLICY purge ON vault.identity FOR DELETE TO portal_keeper USING (true);

CREATE POLICY write ON audit.access FOR INSERT TO portal_web WITH CHECK (unit_id = (SELECT vault.unit()));
CREATE POLICY review ON audit.access FOR SELECT TO portal_web
    USING (unit_id = (SELECT vault.unit()) OR case_id = (SELECT vault.in_hand()));

-- Rights -----------------------------------------------------------------------------------------------------------------
GRANT USAGE ON SCHEMA log, vault, view, audit TO portal_web, portal_projector, portal_keeper;
GRANT SELECT, INSERT ON log.event TO portal_web, portal_keeper;
GRANT SELECT ON log.event TO portal_projector;
GRANT USAGE ON SEQUENCE log.position TO portal_web, portal_keeper;
GRANT SELECT ON SEQUENCE log.position TO portal_web, portal_projector, portal_keeper;
GRANT INSERT ON log.violence TO portal_web;
GRANT SELECT ON log.violence TO portal_projector;
GRANT SELECT ON vault.store_key TO portal_web, portal_keeper;
GRANT SELECT, INSERT, DELETE ON vault.grant, vault.release TO portal_web, portal_keeper;
GRANT SELECT, INSERT, DELETE ON vault.key TO portal_web;
GRANT UPDATE (retracted) ON vault.key TO portal_web;
GRANT SELECT (case_id, version, category, owner_unit), INSERT, DELETE ON vault.key TO portal_keeper;
GRANT SELECT, INSERT, DELETE ON vault.identity TO portal_web;
GRANT UPDATE (box) ON vault.identity TO portal_web;
GRANT SELECT (case_id, part), DELETE ON vault.identity TO portal_keeper;
GRANT SELECT, INSERT ON audit.access TO portal_web;
