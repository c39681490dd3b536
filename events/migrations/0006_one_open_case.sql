-- One open case per person and opening unit also when two drafts come at once: asked where the identity is written, under
-- the order lock, of what the unit itself may see. A conflict like any other: the decision is made anew, and refuses.
CREATE FUNCTION vault.one_open_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM vault.identity i
        JOIN vault.key k ON k.case_id = i.case_id AND k.version = 1 AND k.owner_unit = (SELECT vault.unit())
        WHERE i.blind = NEW.blind AND i.case_id <> NEW.case_id AND (
            SELECT e.topic FROM log.event e
            WHERE e.stream_id = i.case_id AND e.topic IN ('case-drafted', 'case-closed', 'case-reopened')
            ORDER BY e.version DESC LIMIT 1) <> 'case-closed'
    ) THEN
        RAISE EXCEPTION 'the unit has an open case about the person' USING ERRCODE = 'unique_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER one_open_case BEFORE INSERT ON vault.identity
    FOR EACH ROW WHEN (NEW.blind IS NOT NULL) EXECUTE FUNCTION vault.one_open_case();
