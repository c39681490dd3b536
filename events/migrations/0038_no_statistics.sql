-- ANALYZE keeps samples of what stands in a column, and nothing that is deleted in the table is deleted there. Of keys,
-- names, numbers and what was being typed it is to keep nothing; they are looked up whole or not at all.
ALTER TABLE vault.key ALTER COLUMN wrapped SET STATISTICS 0;
ALTER TABLE vault.identity ALTER COLUMN box SET STATISTICS 0, ALTER COLUMN blind SET STATISTICS 0;
ALTER TABLE web.draft ALTER COLUMN sealed SET STATISTICS 0;
ALTER TABLE web.kept_input ALTER COLUMN sealed SET STATISTICS 0;
-- What was kept already. Its bytes are gone from the files of PostgreSQL's own table when that has been written anew too:
-- VACUUM FULL pg_catalog.pg_statistic, by the administrator of a store that is older than this.
SELECT pg_clear_attribute_stats(x.schema, x.name, x.col, false) FROM (VALUES
    ('vault', 'key', 'wrapped'), ('vault', 'identity', 'box'), ('vault', 'identity', 'blind'),
    ('web', 'draft', 'sealed'), ('web', 'kept_input', 'sealed')) AS x (schema, name, col);
