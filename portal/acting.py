"""From a request to the log and back: who acts, on which clock, through which door."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from litestar import Request

from events.act import Act
from events.case import Case
from events.commands import CaseCommand, Command
from events.deviation_readers import county_of
from events.facts import CLEAR_TOPICS, ORGANISATION_TOPICS
from events.log import Receipt, new_command_id
from events.reading import Reading
from events.refusals import NotFoundOrDenied
from events.substitution import may_step_in
from orgs.directory import QualityAssignment
from orgs.officers import Officer
from portal.house import portal_of
from projections.access_log import note_figures
from projections.view import Connection, seen_by

AnyRequest = Request[Any, Any, Any]
SHOWN_BY_VIEWS = frozenset(CLEAR_TOPICS) - frozenset(ORGANISATION_TOPICS)
"""Acts whose page is drawn from a view; that of a case is folded from the log, and so is the directory."""


def officer_of(request: AnyRequest) -> Officer:
    officer: Officer = request.user
    return officer


def substitute_reason(request: AnyRequest, case_id: UUID) -> str | None:
    """Why this officer has stepped in, if they have; held by the session until logout."""
    reason: str | None = request.auth.substitutions.get(case_id)
    return reason


def execute(request: AnyRequest, command: Command) -> Receipt:
    """The command as an act of this officer, now; the views have it too on return, if they are not held up.

    Raises ``Refused`` and ``NotFoundOrDenied``.
    """
    portal = portal_of(request)
    substitute = isinstance(command, CaseCommand) and substitute_reason(request, command.case_id) is not None
    act = Act(officer_of(request), portal.clock.moment(), request.state.directory, new_command_id(command), substitute)
    receipt = portal.log.execute(command, act)
    if receipt.entries and receipt.entries[0].topic in SHOWN_BY_VIEWS:
        request.state.ahead = not portal.progress.reached(receipt.entries[0].stream_id)
    return receipt


def read(request: AnyRequest, case_id: UUID, what: str = "case") -> Reading:
    """The case as this officer may see it now, with its row in the access log. Raises ``NotFoundOrDenied``."""
    portal = portal_of(request)
    return portal.log.read(
        case_id,
        officer_of(request),
        portal.clock.moment(),
        substitute=substitute_reason(request, case_id),
        what=what,
    )


def follow_up(request: AnyRequest, case_id: UUID, what: str = "quality") -> Reading:
    """For who follows up the own unit under a quality assignment; who is named or has stepped in reads as usual."""
    portal = portal_of(request)
    reason = substitute_reason(request, case_id)
    moment = portal.clock.moment()
    quality = reason is None
    return portal.log.read(case_id, officer_of(request), moment, substitute=reason, what=what, quality=quality)


def step_in(request: AnyRequest, case_id: UUID) -> Case:
    """The case, for its number alone, when this officer may step in for a colleague; else ``NotFoundOrDenied``."""
    portal = portal_of(request)
    case = portal.log.load(case_id)
    if not may_step_in(case, officer_of(request), portal.clock.moment(), request.state.directory):
        raise NotFoundOrDenied
    return case


@contextmanager
def looking(request: AnyRequest) -> Iterator[Connection]:
    """A transaction that shows every view as this officer may see it now, by unit and by role."""
    portal, officer = portal_of(request), officer_of(request)
    county = county_of(officer, request.state.directory)
    with seen_by(portal.log.pool, officer.unit_id, portal.clock.moment(), officer.role, county) as connection:
        yield connection


@contextmanager
def counting_under(request: AnyRequest, held: QualityAssignment) -> Iterator[Connection]:
    """A transaction that shows the own unit's unmasked facts, with its row in the access log."""
    portal, officer = portal_of(request), officer_of(request)
    moment, quality = portal.clock.moment(), str(held.quality_assignment_id)
    with seen_by(portal.log.pool, officer.unit_id, moment, quality=quality) as connection:
        note_figures(connection, officer, moment, held)
        yield connection
