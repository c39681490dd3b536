-- A reminder about a routine belongs to the routine, so the indexes over routines hold it too.
DROP INDEX log.event_agreement;
CREATE INDEX event_agreement ON log.event (stream_id, version) WHERE topic = ANY (ARRAY[
    'agreement-drafted', 'agreement-signed', 'agreement-revised', 'agreement-informed', 'agreement-follow-up-called',
    'agreement-follow-up-held', 'agreement-reminded', 'agreement-terminated']);
DROP INDEX log.event_structure;
CREATE INDEX event_structure ON log.event (position) WHERE topic = ANY (ARRAY[
    'organisation-registered', 'unit-registered', 'unit-changed', 'role-assigned', 'role-ended',
    'quality-assignment-granted', 'quality-assignment-ended', 'association-offer-published',
    'funded-intervention-registered', 'contact-path-published', 'contact-path-confirmed',
    'contact-path-flagged', 'contact-path-worked', 'contact-absence-registered', 'contact-path-withdrawn',
    'agreement-drafted', 'agreement-signed', 'agreement-revised', 'agreement-informed',
    'agreement-follow-up-called', 'agreement-follow-up-held', 'agreement-reminded', 'agreement-terminated',
    'baseline-figure-reported', 'deviation-reported', 'deviation-acknowledged', 'deviation-investigated',
    'deviation-answered', 'deviation-escalated', 'deviation-closed', 'deviation-reopened', 'deviation-withdrawn']);
