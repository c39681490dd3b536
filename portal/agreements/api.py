"""Signed routines as the API lists them."""

from typing import Any

from litestar import get

from portal.acting import AnyRequest, looking
from portal.api.paging import Begin, paged
from portal.guards import any_officer
from portal.house import portal_of
from projections import agreements


@get("/api/v1/agreements", guards=[any_officer], sync_to_thread=True)
def listed(request: AnyRequest, begin: Begin = 0) -> dict[str, Any]:
    """Every routine with its standing today, its signatures and its next follow-up. 100 a page."""
    today = portal_of(request).clock.today()
    with looking(request) as connection:
        every, following = paged(agreements.every(connection), begin)
    return {
        "agreements": [
            {
                "agreement_id": each.agreement_id,
                "municipality_code": each.municipality_code,
                "care_scope": each.care_scope,
                "status": each.status(today),
                "in_force_from": each.in_force_from,
                "terminated_on": each.terminated_on,
                "follow_up_due": each.follow_up_due,
                "follow_up_called": each.called,
                "versions": each.versions,
            }
            for each in every
        ],
        **following,
    }
