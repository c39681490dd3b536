"""``GET /api/v1/deviations``: what this reader may read, and to the coordination association the counts alone."""

from typing import Any
from uuid import UUID

from litestar import get
from litestar.params import FromQuery

from events.deviation import Deviation
from events.facts.deviations import DeviationAnswered
from orgs.directory import Directory
from orgs.roles import Role
from portal.acting import AnyRequest, looking, officer_of
from portal.api import shapes as api_shapes
from portal.deviations import counts
from portal.guards import any_officer
from projections import deviations

PAGE = 100


@get("/api/v1/deviations", guards=[any_officer], sync_to_thread=True)
def listed(request: AnyRequest, after: FromQuery[UUID | None] = None) -> dict[str, Any]:
    """The latest reported first, a hundred a page; roles that read none get an empty list."""
    officer = officer_of(request)
    if officer.role is Role.ASSOCIATION_DIRECTOR:
        return {"deviations": [], "next": None, "counts": counts.of_county(request)}
    with looking(request) as connection:
        found = deviations.listed(connection, after=after, limit=PAGE + 1)
        pointed = deviations.cases(connection, officer.user_id, [each.deviation_id for each in found])
    shown, directory = found[:PAGE], request.state.directory
    return {
        "deviations": [
            _row(each, directory, pointed[each.deviation_id].case_id if each.deviation_id in pointed else None)
            for each in shown
        ],
        "next": shown[-1].deviation_id if len(found) > PAGE else None,
    }


def _row(each: Deviation, directory: Directory, case_id: UUID | None) -> dict[str, Any]:
    told = each.told
    answers = [happened.fact for happened in each.history if isinstance(happened.fact, DeviationAnswered)]
    return {
        "deviation_id": each.deviation_id,
        "kind": told.kind,
        "type": told.type,
        "status": each.status,
        "about_unit": api_shapes.unit(directory.units[told.about_unit]),
        "by_unit": api_shapes.unit(directory.units[told.by_unit]),
        "happened_on": told.happened_on,
        "reported_on": each.reported_on,
        "agreement_id": told.agreement_id,
        "clause": told.clause,
        "description": told.description,
        "consequence_for_person": told.consequence_for_person,
        "acknowledge_by": each.acknowledge_by,
        "answer_by": each.answer_by,
        "closes_on": each.closes_on,
        "escalated_to": each.escalated_to,
        "measure": answers[-1].measure if answers else None,
        "feedback_text": answers[-1].feedback_text if answers else None,
        "case_id": case_id,
    }
