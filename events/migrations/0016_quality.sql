-- The directory also holds who may read for quality assurance, so its index holds those entries too.
DROP INDEX log.event_organisation;
CREATE INDEX event_organisation ON log.event (position) WHERE topic = ANY (ARRAY[
    'organisation-registered', 'unit-registered', 'unit-changed', 'role-assigned', 'role-ended',
    'quality-assignment-granted', 'quality-assignment-ended']);
