-- A closed case whose consent ends does not rest: the neutral notice says that it is closed.
ALTER TABLE view.notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE view.notice ADD CONSTRAINT notice_kind_check CHECK (kind IN ('removed', 'ended', 'closed'));
