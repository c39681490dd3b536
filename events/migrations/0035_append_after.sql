-- A command is decided from the case as the process knows it (events/log.py), so the append says which event that was the
-- latest of. That nothing came after it, the key (stream, version) says; that it is this very one, and not another in a
-- store that was restored since, its leaf does: an id comes back with a command that is sent again.
DROP FUNCTION log.append;
CREATE FUNCTION log.append(
    p_unit uuid, p_moment timestamptz, p_stream uuid, p_command uuid, p_after bytea,
    e_version bigint[], e_topic text[], e_state bytea[], e_id uuid[], e_leaf bytea[],
    k_version bigint[], k_category text[], k_owner uuid[], k_recipients text[], k_wrapped bytea[],
    r_version bigint[], r_destroy boolean[],
    i_part text[], i_blind bytea[], i_box bytea[],
    v_version bigint, v_asked boolean, v_asked_on date, v_per_routine boolean,
    p_erase text,
    p_grants boolean,
    g_unit uuid[], g_category text[], g_since bigint[], g_from timestamptz[], g_to timestamptz[],
    l_unit uuid[], l_owner uuid[], l_category text[], l_upto bigint[]
) RETURNS SETOF bigint LANGUAGE plpgsql AS $$
DECLARE
    changed bigint;
BEGIN
    PERFORM set_config('portal.unit', coalesce(p_unit::text, ''), true),
            set_config('portal.moment', p_moment::text, true),
            set_config('portal.in_hand', p_stream::text, true);
    -- Positions are drawn under the lock and the lock is held to the commit: order is free of gaps to any reader.
    PERFORM pg_advisory_xact_lock(20101);
    IF EXISTS (SELECT FROM log.event WHERE command_id = p_command) THEN
        RAISE EXCEPTION 'command % has been recorded', p_command USING ERRCODE = 'PC001';
    END IF;
    IF p_after IS NOT NULL AND NOT EXISTS (
        SELECT FROM log.event WHERE stream_id = p_stream AND version = e_version[1] - 1 AND leaf = p_after
    ) THEN
        RAISE EXCEPTION 'decided from a case that is not the one in the log' USING ERRCODE = 'PC002';
    END IF;
    RETURN QUERY
        INSERT INTO log.event (stream_id, version, topic, state, position, event_id, command_id, leaf)
        SELECT p_stream, v, t, s, nextval('log.position'), i, p_command, l
        FROM unnest(e_version, e_topic, e_state, e_id, e_leaf) AS e(v, t, s, i, l)
        RETURNING position;
    IF cardinality(k_version) > 0 THEN
        INSERT INTO vault.key (case_id, version, category, owner_unit, recipients, wrapped)
        SELECT p_stream, v, c, o, r::uuid[], w
        FROM unnest(k_version, k_category, k_owner, k_recipients, k_wrapped) AS k(v, c, o, r, w);
    END IF;
    IF cardinality(r_version) > 0 THEN
        UPDATE vault.key SET retracted = true WHERE case_id = p_stream AND version = ANY (r_version);
        GET DIAGNOSTICS changed = ROW_COUNT;
        IF changed <> cardinality(r_version) THEN
            RAISE EXCEPTION 'retraction reached % of % keys', changed, cardinality(r_version);
        END IF;
        DELETE FROM vault.key WHERE case_id = p_stream AND version = ANY (
            SELECT v FROM unnest(r_version, r_destroy) AS r(v, destroy) WHERE destroy);
    END IF;
    IF cardinality(i_part) > 0 THEN
        UPDATE vault.identity SET box = x FROM unnest(i_part, i_box) AS i(p, x) WHERE case_id = p_stream AND part = p;
        GET DIAGNOSTICS changed = ROW_COUNT;
        IF changed = 0 THEN
            INSERT INTO vault.identity (case_id, part, blind, box)
            SELECT p_stream, p, b, x FROM unnest(i_part, i_blind, i_box) AS i(p, b, x);
        ELSIF changed <> cardinality(i_part) THEN
            RAISE EXCEPTION 'change reached % of % identity rows', changed, cardinality(i_part);
        END IF;
    END IF;
    IF v_version IS NOT NULL THEN
        INSERT INTO log.violence VALUES (p_stream, v_version, p_unit, v_asked, v_asked_on, v_per_routine);
    END IF;
    -- Erasing comes before the grants change, since it is the grant of this unit that lets the rows be seen at all.
    IF p_erase = 'all' THEN
        DELETE FROM vault.key WHERE case_id = p_stream;
        DELETE FROM vault.identity WHERE case_id = p_stream;
        GET DIAGNOSTICS changed = ROW_COUNT;
        IF changed <> 2 THEN
            RAISE EXCEPTION 'erasure reached % of 2 identity rows', changed;
        END IF;
    ELSIF p_erase = 'contact' THEN
        PERFORM set_config('portal.erase', 'contact', true);
        DELETE FROM vault.identity WHERE case_id = p_stream AND part = 'contact';
    END IF;
    IF p_grants THEN
        DELETE FROM vault.grant WHERE case_id = p_stream;
        INSERT INTO vault.grant SELECT p_stream, u, c, s, f, t
        FROM unnest(g_unit, g_category, g_since, g_from, g_to) AS g(u, c, s, f, t);
        DELETE FROM vault.release WHERE case_id = p_stream;
        INSERT INTO vault.release SELECT p_stream, u, o, c, n
        FROM unnest(l_unit, l_owner, l_category, l_upto) AS l(u, o, c, n);
    END IF;
    PERFORM pg_notify('log', '');
END $$;
REVOKE EXECUTE ON FUNCTION log.append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log.append TO portal_web, portal_keeper;
