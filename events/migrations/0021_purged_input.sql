-- What somebody was writing about a purged case goes in the same transaction: it is as much about the person as the rest.
CREATE OR REPLACE FUNCTION vault.purge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM vault.key WHERE case_id = NEW.stream_id;
    DELETE FROM vault.identity WHERE case_id = NEW.stream_id;
    DELETE FROM web.draft WHERE strpos(form_page, NEW.stream_id::text) > 0;
    DELETE FROM web.kept_input WHERE strpos(form_page, NEW.stream_id::text) > 0;
    RETURN NULL;
END $$;
GRANT SELECT (form_page) ON web.draft, web.kept_input TO portal_keeper;
