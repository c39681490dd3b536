"""One case and everybody who might open it: each kind of reader, in the order of the columns of ``routes.txt``."""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from portal.guards import Guard
from tests.house.county import NOWHERE, County, Hand
from tests.house.fillers import around_cases, quality_assignment, within_case
from tests.world import TODAY

READERS: dict[str, str | None] = {
    "named": "reko.larkan",
    "substitute": "reko2.larkan",
    "colleague": "reko2.larkan",
    "other-role": "lakare.larkan",
    "party": "handlaggare.soc",
    "third": "handlaggare.fk",
    "unverified": "handlaggare.af",
    "unverified-chief": "chef.af",
    "outsider": "handlaggare.soc-sala",
    "manager": "chef.larkan",
    "reviewer": "logg.larkan",
    "process": "process.medicin",
    "director": "chef.forbund",
    "admin": "admin.region-adm",
    "anonymous": None,
}
"""The named officer of the opener; a colleague who has chosen a reason, and who has not; another role at the same
unit; named officers of the party that is asked a question and of one that is not; a recipient who has not made sure of
the consent, and the manager there; the same kind of unit in another municipality; and those who never read cases."""

MAY_WRITE = {"named", "substitute", "party", "third", "unverified", "unverified-chief"}
"""Readers for whom a form may be taken: the tests of each form see to them."""

NOT_THERE = {
    "incident_id": str(NOWHERE),
    "view_id": str(NOWHERE),
    "suggestion_id": str(NOWHERE),
    "name": "note-protected-identity",
}
"""Of forms alone, that their own tests take."""


@dataclass
class Cast:
    county: County
    case_id: UUID
    fillers: dict[str, str]
    hands: dict[str, Hand]

    def filled(self, path: str) -> str:
        return re.sub(r"\{(\w+):\w+\}", lambda match: self.fillers[match.group(1)], path)


def assemble_cast(county: County) -> Cast:
    case_id = county.case("soc", "fk", waiting=("af",))
    within = within_case(county, case_id)
    hands = {
        kind: county.stand_in(subject, case_id) if kind == "substitute" and subject else county.hand(subject)
        for kind, subject in READERS.items()
    }
    county.catch_up()
    # From the day after tomorrow: nobody of the cast reads under it yet.
    first, last = TODAY + timedelta(days=2), TODAY + timedelta(days=90)
    around = around_cases(county, quality_assignment(county, "chef.larkan", "reko2.larkan", first, last))
    fillers = {name: values[0] for name, values in (around | within).items()}
    return Cast(county, case_id, fillers | {"case_id": str(case_id)} | NOT_THERE, hands)


def routes_of(app: Litestar) -> dict[tuple[str, str], str | None]:
    """(verb, path) -> the one permission stated beside the path; ``None`` when there is none, or more than one."""
    found: dict[tuple[str, str], str | None] = {}
    for route in app.routes:
        for handler in getattr(route, "route_handlers", []):
            assert isinstance(handler, HTTPRouteHandler)
            for verb in handler.http_methods - {"OPTIONS"}:
                found[str(verb), route.path] = _permission(handler)
    return found


def _permission(handler: HTTPRouteHandler) -> str | None:
    stated = [guard.permission for guard in handler.guards or [] if isinstance(guard, Guard)]
    if not stated and handler.owner is not None:
        stated = [guard.permission for guard in getattr(handler.owner, "guards", None) or []]
    return stated[0] if len(stated) == 1 else None
