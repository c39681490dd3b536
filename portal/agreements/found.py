"""Where the routines are, and the one that an address names."""

from uuid import UUID

from events.agreement import Agreement
from events.refusals import NotFoundOrDenied
from portal.acting import AnyRequest, looking
from projections import agreements

HERE = "/rutiner"
CRUMBS = [{"label": "Rutiner", "href": HERE}]


def found(request: AnyRequest, agreement_id: UUID) -> Agreement:
    """Raises ``NotFoundOrDenied`` when there is none."""
    with looking(request) as connection:
        agreement = agreements.one(connection, agreement_id)
    if agreement is None:
        raise NotFoundOrDenied
    return agreement
