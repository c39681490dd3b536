"""One case and everybody who might open it: each kind of reader, in the order of the columns of ``routes.txt``."""

import re
from dataclasses import dataclass
from uuid import UUID

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from events import commands as c
from events.facts import InquirySent
from events.kinds import InquiryType
from portal.guards import Guard
from tests.house.county import County, Hand
from tests.house.sound import drafted, sick_leave
from tests.house.sound_deidentified import asked
from tests.house.sound_deviations import answered
from tests.meeting import summoned, team_item

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


@dataclass
class Cast:
    county: County
    case_id: UUID
    event_id: UUID
    inquiry_id: UUID
    agreement_id: UUID
    question_id: UUID
    deviation_id: UUID
    sip_id: UUID
    meeting_id: UUID
    hands: dict[str, Hand]

    @property
    def fillers(self) -> dict[str, str]:
        """What stands for each parameter of a path."""
        return {
            "case_id": str(self.case_id),
            "event_id": str(self.event_id),
            "inquiry_id": str(self.inquiry_id),
            "consent_id": str(self.county.consent_of(self.case_id)),
            "agreement_id": str(self.agreement_id),
            "incident_id": str(self.event_id),
            "question_id": str(self.question_id),
            "assignment_id": str(self.county.world.officer("reko2.larkan").assignment_id),
            "quality_assignment_id": str(self.event_id),
            "doing": "kallelse",
            "offer_id": str(UUID(int=0x405)),
            "funded_id": str(UUID(int=0x406)),
            "sip_id": str(self.sip_id),
            "meeting_id": str(self.meeting_id),
            "whose": "var",
            "indicator": "I05",
            "report": "arsredovisning",
            "form": "csv",
            "view_id": str(UUID(int=0x404)),
            "deviation_id": str(self.deviation_id),
            "step": "oppning",
            "suggestion_id": str(self.case_id),
            "unit_id": str(self.county.world.unit("larkan")),
            "name": "note-protected-identity",
        }

    def filled(self, path: str) -> str:
        return re.sub(r"\{(\w+):\w+\}", lambda match: self.fillers[match.group(1)], path)


def assemble_cast(county: County) -> Cast:
    case_id = county.case("soc", "fk", waiting=("af",))
    leave = county.do("reko.larkan", sick_leave(case_id)).entries[0]
    question = c.SendInquiry(
        case_id=case_id, to_unit=county.world.unit("soc"), type=InquiryType.GENERAL, text="När börjar det?"
    )
    fact = county.do("reko.larkan", question).entries[0].fact
    assert isinstance(fact, InquirySent)
    hands = {
        kind: county.stand_in(subject, case_id) if kind == "substitute" and subject else county.hand(subject)
        for kind, subject in READERS.items()
    }
    sip_id = summoned(county.world, case_id, "soc", "fk")
    meeting_id = team_item(county.world, case_id, "soc")
    county.catch_up()
    general, deviation = asked(county, "reko.larkan", "soc-sala"), answered(county)
    ids = (leave.event_id, fact.inquiry_id, drafted(county), general, deviation, sip_id, meeting_id)
    return Cast(county, case_id, *ids, hands)


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
