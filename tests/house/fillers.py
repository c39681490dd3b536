"""What stands for each parameter of a route: one list, for the table of routes and for the comparisons of two stores.

All of it is there, made through commands: a page about nothing answers alike in any two stores, and proves nothing.
"""

from datetime import date
from uuid import UUID

import psycopg

from events import checkpoints
from events import commands as c
from events.facts import InquirySent, QualityAssignmentGranted
from events.kinds import InquiryType
from events.signed_note import CheckpointKey
from tests.house.county import County
from tests.house.sound.administration import funded, offer
from tests.house.sound.agreements import drafted
from tests.house.sound.deidentified import asked
from tests.house.sound.deviations import answered
from tests.leave import sick_leave
from tests.meeting import summoned, team_item

Fillers = dict[str, list[str]]
"""Parameter -> what it may be, the most telling first."""

CHOICES: Fillers = {
    "indicator": ["I05", "I07"],
    "report": ["arsredovisning", "lansrapport"],
    "form": ["csv"],
    "step": ["oppning"],
    "whose": ["var", "personen"],
    "doing": ["kallelse", "underskrift", "svar"],
}


def around_cases(county: County, quality_assignment_id: UUID) -> Fillers:
    """What lies beside the cases."""
    made = {
        "agreement_id": drafted(county),
        "deviation_id": answered(county),
        "question_id": asked(county, "reko.larkan", "soc-sala"),
        "offer_id": offer(county).body["offer_id"],
        "funded_id": funded(county).body["funded_id"],
        "quality_assignment_id": quality_assignment_id,
        "assignment_id": county.world.officer("reko2.larkan").assignment_id,
        "number": signed(county),
    }
    units = [str(county.world.unit(slug)) for slug in ("larkan", "soc")]
    return CHOICES | {"unit_id": units} | {name: [str(value)] for name, value in made.items()}


def signed(county: County) -> int:
    """The log as it stands; the number of the checkpoint."""
    key = CheckpointKey(county.portal.store_key)
    with psycopg.connect(county.store.keeper) as connection:
        checkpoints.issue(connection, key, county.world.moment)
        return checkpoints.issued(connection, key, 1)[0].number


def within_case(county: County, case_id: UUID, asked_of: str = "soc", team: tuple[str, ...] = ("soc",)) -> Fillers:
    """An entry, a question, a joint meeting and an item for the team, of an active case of soc's and fk's."""
    leave = county.do("reko.larkan", sick_leave(case_id)).entries[0]
    unit = county.world.unit(asked_of)
    ask = c.SendInquiry(case_id=case_id, to_unit=unit, type=InquiryType.GENERAL, text="När börjar det?")
    inquiry = county.do("reko.larkan", ask).entries[0].fact
    assert isinstance(inquiry, InquirySent)
    made = {
        "event_id": leave.event_id,
        "inquiry_id": inquiry.inquiry_id,
        "consent_id": county.consent_of(case_id),
        "sip_id": summoned(county.world, case_id, "soc", "fk"),
        "meeting_id": team_item(county.world, case_id, *team),
    }
    return {name: [str(value)] for name, value in made.items()}


def quality_assignment(county: County, by: str, to: str, first: date, last: date) -> UUID:
    assignee = county.world.officer(to).user_id
    grant = c.GrantQualityAssignment(
        assignee=assignee,
        purpose="Följa upp planerna",
        registry_number="RV 2026/118",
        valid_from=first,
        valid_to=last,
    )
    fact = county.do(by, grant).entries[0].fact
    assert isinstance(fact, QualityAssignmentGranted)
    return fact.quality_assignment_id
