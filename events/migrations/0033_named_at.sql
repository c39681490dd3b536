-- When each officer was named (0027) is known of those who were named before it, too: the lists are made anew.
TRUNCATE view.case_status, view.case_party, view.case_caseworker;
DELETE FROM view.position WHERE projection = 'case_status';
