-- The keeper forgets sessions and kept input when their time is up, also when nobody logs in for a while.
GRANT SELECT (created_at, seen_at), DELETE ON web.session TO portal_keeper;
GRANT SELECT (kept_at), DELETE ON web.kept_input TO portal_keeper;
