"""The duties of domain.md 2.3, role by role: who may do what, written from the table and not from the code."""

from collections.abc import Callable
from datetime import date

import pytest

from events import commands as c
from events.commands.agreements import DraftAgreement, RemindAboutAgreement
from events.commands.deidentified import AnswerDeidentifiedInquiry, SendDeidentifiedInquiry
from events.commands.deviations import EscalateDeviation
from events.commands.paths import ConfirmContactPath, PublishContactPath
from events.facts.paths import CareScope
from events.kinds import InitiatingReason
from events.refusals import NotFoundOrDenied, Refused
from orgs.kinds import OrgType, UnitType
from orgs.roles import Role
from tests.events.test_agreements import drafted
from tests.events.test_deviations import report
from tests.events.test_paths import SIV
from tests.world import AMINA, ISSUER, TODAY, World

OFFICERS = {
    "reko.larkan": Role.REHAB_COORDINATOR,
    "lakare.larkan": Role.PHYSICIAN,
    "chef.larkan": Role.CARE_UNIT_MANAGER,
    "handlaggare.soc": Role.SOCIAL_WORKER,
    "handlaggare.fk": Role.CASEWORKER,
    "chef.soc": Role.UNIT_MANAGER,
    "samverkan.fk": Role.LIAISON_OFFICER,
    "process.office": Role.PROCESS_LEADER,
    "expert.office": Role.INSURANCE_MEDICINE_EXPERT,
    "chef.association": Role.ASSOCIATION_DIRECTOR,
    "logg.soc": Role.LOG_REVIEWER,
}
CASEWORKING = {"reko.larkan", "lakare.larkan", "handlaggare.soc", "handlaggare.fk"}
LEADING = {"process.office", "expert.office"}
MANAGING = {"chef.larkan", "chef.soc"}


def draft_case(world: World) -> c.Command:
    person = c.Person(AMINA, "Amina Testsson", "070-174 06 41")
    reason = InitiatingReason.SICK_LEAVE_WITHOUT_SGI
    return c.DraftCase(
        person=person, municipality_code="1983", initiating_reason=reason, protected_identity_checked=True
    )


def draft_routine(world: World) -> c.Command:
    parties = (world.unit("larkan"), world.unit("soc"))
    return DraftAgreement(municipality_code="1983", care_scope=CareScope.PRIMARY_CARE, parties=parties)


def remind(world: World) -> c.Command:
    return RemindAboutAgreement(agreement_id=drafted(world))


def publish(world: World) -> c.Command:
    return PublishContactPath(primary=SIV)


def escalate(world: World) -> c.Command:
    (made,) = world.do("reko.larkan", report(world)).entries
    return EscalateDeviation(deviation_id=made.stream_id)


DUTIES: list[tuple[str, Callable[[World], c.Command], set[str]]] = [
    ("opens a case", draft_case, CASEWORKING),
    ("drafts a routine", draft_routine, MANAGING | LEADING),
    ("reminds about a routine", remind, MANAGING | LEADING),
    ("publishes the way in", publish, MANAGING | {"reko.larkan", "samverkan.fk"}),
    ("escalates a deviation", escalate, MANAGING | LEADING),
    ("reports a deviation", report, CASEWORKING | MANAGING),
]


@pytest.fixture
def staffed(told: World) -> World:
    kind = OrgType.COORDINATION_ASSOCIATION
    told.system(c.RegisterOrganisation(name="forbund (demo)", org_type=kind, org_number="5560-f", county_code="19"))
    orgs = {o.name.split()[0]: o.org_id for o in told.directory.organisations.values()}
    for slug, org, unit_type in (
        ("office", "region", UnitType.INSURANCE_MEDICINE_OFFICE),
        ("association", "forbund", UnitType.ASSOCIATION_OFFICE),
    ):
        told.system(c.RegisterUnit(org_id=orgs[org], slug=slug, name=f"{slug} (demo)", unit_type=unit_type))
    known = {user.subject for user in told.directory.users.values()}
    for subject, role in OFFICERS.items():
        if subject not in known:
            told.system(
                c.AssignRole(
                    issuer=ISSUER,
                    subject=subject,
                    name=f"{subject} Demo",
                    role=role,
                    unit_id=told.unit(subject.partition(".")[2]),
                    valid_from=date(2026, 1, 1),
                    valid_to=date(2027, 12, 31),
                )
            )
    return told


@pytest.mark.parametrize(("duty", "command", "whose"), DUTIES, ids=[duty for duty, _, _ in DUTIES])
def test_a_duty_is_done_by_those_who_have_it_and_refused_to_all_others(
    staffed: World, duty: str, command: Callable[[World], c.Command], whose: set[str]
) -> None:
    asked = command(staffed)
    refused = set()
    for subject, role in OFFICERS.items():
        assert staffed.officer(subject).role is role
        try:
            staffed.do(subject, asked)
        except NotFoundOrDenied:
            refused.add(subject)
        except Refused as why:
            # What is refused for another reason, such as that it has just been done, is the role's to do.
            if why.key == "role_not_allowed":
                refused.add(subject)
    assert set(OFFICERS) - refused == whose, duty


def test_the_liaison_officer_confirms_what_was_published(staffed: World) -> None:
    staffed.do("samverkan.fk", PublishContactPath(primary=SIV))
    staffed.do("samverkan.fk", ConfirmContactPath(confirmed_on=TODAY))


@pytest.mark.parametrize("subject", sorted(LEADING))
def test_a_general_question_in_the_county_is_answered_by_either_of_the_two(staffed: World, subject: str) -> None:
    staffed.do("chef.soc", PublishContactPath(primary=SIV))
    asked = SendDeidentifiedInquiry(to_unit=staffed.unit("soc"), text="Hur gör man?")
    (sent,) = staffed.do("reko.larkan", asked).entries
    staffed.do(subject, AnswerDeidentifiedInquiry(deidentified_inquiry_id=sent.stream_id, text="Så här."))
