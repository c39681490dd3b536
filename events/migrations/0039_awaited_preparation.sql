-- The convener of a meeting waits for those who are not ready: what is due is told anew.
TRUNCATE view.case_due;
DELETE FROM view.position WHERE projection = 'due';
