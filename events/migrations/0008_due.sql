-- What is due in a case, one row for each officer it waits for (no officer: for the whole unit). Derived from the log and
-- filled anew for every case that changes; the clock and the unit's grants say which rows are there when somebody asks.
CREATE TABLE view.case_due (
    case_id    uuid    NOT NULL,
    unit_id    uuid    NOT NULL,
    user_id    uuid,
    kind       text    NOT NULL,
    ref        uuid    NOT NULL,
    door       text    NOT NULL,
    due_on     date,
    from_on    date    NOT NULL,
    until      date    NOT NULL,
    for_others boolean NOT NULL,
    caused_by  uuid,
    caused_on  date,
    about      jsonb   NOT NULL
);
CREATE INDEX case_due_case ON view.case_due (case_id);
CREATE INDEX case_due_next ON view.case_due (unit_id, for_others, user_id, due_on);
ALTER TABLE view.case_due ENABLE ROW LEVEL SECURITY;
ALTER TABLE view.case_due FORCE ROW LEVEL SECURITY;
CREATE POLICY project ON view.case_due TO portal_projector USING (true) WITH CHECK (true);
CREATE POLICY keep ON view.case_due FOR SELECT TO portal_keeper USING (true);
CREATE POLICY gate ON view.case_due FOR SELECT TO portal_web USING (
    unit_id = (SELECT vault.unit()) AND EXISTS (
        SELECT FROM vault.grant g WHERE g.case_id = case_due.case_id AND g.unit_id = (SELECT vault.unit())
        AND g.category = case_due.door
        AND g.valid_from <= (SELECT vault.moment()) AND (SELECT vault.moment()) < g.valid_to));
GRANT SELECT, INSERT, UPDATE, DELETE ON view.case_due TO portal_projector;
GRANT SELECT ON view.case_due TO portal_web, portal_keeper;
