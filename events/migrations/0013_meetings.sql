-- When a meeting begins, where the clock matters too.
ALTER TABLE view.case_signal ADD COLUMN at timestamptz;
CREATE INDEX case_entry_recorded ON view.case_entry (case_id, recorded_at);
