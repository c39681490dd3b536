-- A follow-up that nobody booked is due all the same: the facts are filled from the log anew.
TRUNCATE view.stat_unit, view.stat_case, view.stat_place, view.stat_span, view.stat_happening;
TRUNCATE own.stat_case, own.stat_place, own.stat_span, own.stat_happening;
DELETE FROM view.position WHERE projection = 'statistics';
