"""The duties of domain.md 2.3 outside the cases: routines, ways in, deviations, figures, users."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec

from events import commands as c
from events.commands import agreements as a
from events.commands import association as b
from events.commands import deviations as d
from events.commands import paths as p
from events.commands.baselines import ReportBaselineFigure
from events.commands.deidentified import AnswerDeidentifiedInquiry, SendDeidentifiedInquiry
from events.contact_path import contacts_of, fold, path_id_of
from events.facts.baselines import Baseline
from events.facts.deviations import Cause, EscalatedTo
from events.facts.paths import PathProblem
from events.kinds import Gender
from orgs.kinds import OrgType, UnitType
from orgs.roles import Role
from tests.events import duties as all_of
from tests.events.duties import (
    ADMIN,
    DIRECTOR,
    EVERYBODY,
    LARKAN,
    LEADING,
    LIAISON,
    MANAGERS,
    PARTIES,
    REKO,
    STRANGER,
    SYSTEM,
    county,
    done_by,
    slug_of,
)
from tests.events.test_agreements import draft, drafted, sign
from tests.events.test_deviations import answer, report, reported
from tests.events.test_paths import SIV
from tests.world import TODAY, World

SIGNING = {"chef.larkan", "chef.soc"}


def simply(command: c.Command) -> Callable[[str], c.Command]:
    return lambda _: command


def test_a_routine_is_drafted_by_managers_and_by_those_who_lead_the_process() -> None:
    world = county()
    assert done_by(world, simply(draft(world, "larkan", "soc"))) == MANAGERS | LEADING


def test_a_routine_is_signed_revised_told_of_and_ended_by_its_parties() -> None:
    world = county()
    agreement_id = drafted(world)
    assert done_by(world, simply(a.SignAgreement(agreement_id=agreement_id))) == SIGNING
    assert done_by(world, simply(a.ReviseAgreement(agreement_id=agreement_id, changes="Ny tid."))) == SIGNING | LEADING
    assert done_by(world, simply(a.InformAboutAgreement(agreement_id=agreement_id))) == SIGNING
    assert done_by(world, simply(a.RemindAboutAgreement(agreement_id=agreement_id))) == SIGNING | LEADING
    sign(world, agreement_id, *SIGNING)
    assert done_by(world, simply(a.TerminateAgreement(agreement_id=agreement_id))) == SIGNING


def test_the_follow_up_of_a_routine_is_called_and_held_by_the_municipality_alone() -> None:
    world = county()
    agreement_id = drafted(world)
    sign(world, agreement_id, *SIGNING, on=TODAY - timedelta(days=7))
    later, present = TODAY + timedelta(days=178), frozenset({world.unit("larkan")})
    assert done_by(world, simply(a.CallAgreementFollowUp(agreement_id=agreement_id, at=later))) == {"chef.soc"}
    held = a.HoldAgreementFollowUp(agreement_id=agreement_id, on=TODAY, present=present)
    assert done_by(world, simply(held)) == {"chef.soc"}


def with_ways_in(world: World) -> World:
    for manager in sorted(MANAGERS):
        world.do(manager, p.PublishContactPath(primary=SIV))
    return world


def test_the_way_in_is_kept_by_the_manager_the_coordinator_and_the_liaison_officer() -> None:
    world = county()
    keepers = MANAGERS | REKO | LIAISON
    assert done_by(world, simply(p.PublishContactPath(primary=SIV))) == keepers
    with_ways_in(world)
    assert done_by(world, simply(p.ConfirmContactPath(confirmed_on=TODAY))) == keepers
    assert done_by(world, simply(p.WithdrawContactPath(reason="Vi flyttar."))) == MANAGERS


def test_who_is_away_is_said_at_the_unit_and_how_it_answered_by_anybody_else() -> None:
    world = with_ways_in(county())
    path_id = path_id_of(world.unit("soc"))
    contact_id, *_ = contacts_of(fold(path_id, world.log.clear[path_id]))  # type: ignore[attr-defined]
    away = p.RegisterContactAbsence(contact_id=contact_id, from_=TODAY, to=TODAY)
    assert done_by(world, simply(away)) == {"chef.soc"}
    others = {each for each in EVERYBODY if slug_of(each) != "soc"}
    flag = p.FlagContactPath(contact_path_id=path_id, problem=PathProblem.NO_ANSWER)
    assert done_by(world, simply(flag)) == others
    assert done_by(world, simply(p.NoteContactPathWorked(contact_path_id=path_id))) == others


def test_a_general_question_is_asked_by_caseworkers_and_answered_by_the_unit_or_the_process() -> None:
    world = with_ways_in(county())

    def asks(by: str) -> c.Command:
        return SendDeidentifiedInquiry(
            to_unit=world.unit("larkan" if slug_of(by) == "soc" else "soc"), text="Hur gör man?"
        )

    assert done_by(world, asks) == PARTIES | STRANGER
    sent = SendDeidentifiedInquiry(to_unit=world.unit("larkan"), text="Hur gör man?")
    inquiry_id = world.do("handlaggare.soc", sent).entries[0].stream_id
    answers = AnswerDeidentifiedInquiry(deidentified_inquiry_id=inquiry_id, text="Så här.")
    assert done_by(world, simply(answers)) == LARKAN | {"chef.larkan"} | LEADING


def test_a_deviation_is_reported_by_caseworkers_and_managers_and_handled_by_the_manager_it_is_about() -> None:
    world = county()
    assert done_by(world, simply(report(world, "soc"))) == PARTIES | STRANGER | MANAGERS
    deviation_id = reported(world, "soc")
    about: list[c.Command] = [
        d.AcknowledgeDeviation(deviation_id=deviation_id),
        d.InvestigateDeviation(deviation_id=deviation_id, cause=Cause.STAFFING, finding="Två var borta."),
        answer(deviation_id),
    ]
    for command in about:
        assert done_by(world, simply(command)) == {"chef.soc"}
    escalated = d.EscalateDeviation(deviation_id=deviation_id, to=EscalatedTo.STEERING_GROUP)
    assert done_by(world, simply(escalated)) == SIGNING | LEADING
    ours = LARKAN | {"chef.larkan"}
    assert done_by(world, simply(d.WithdrawDeviation(deviation_id=deviation_id))) == ours
    world.do("chef.soc", answer(deviation_id))
    assert done_by(world, simply(d.CloseDeviation(deviation_id=deviation_id))) == ours
    again = d.ReopenDeviation(deviation_id=deviation_id, reason="Det hände igen.")
    assert done_by(world, simply(again)) == {"reko.larkan", "chef.larkan"}


def test_a_quality_assignment_is_granted_by_the_manager_for_the_own_unit() -> None:
    world = county()

    def granted(by: str) -> c.Command:
        staff = world.directory.staff(world.officer(by).unit_id, TODAY)
        assignee = staff[0][0].user_id if staff else world.officer(by).user_id
        return grant(assignee)

    assert done_by(world, granted) == MANAGERS
    at_larkan = grant(world.officer("reko.larkan").user_id)
    assert done_by(world, simply(at_larkan)) == {"chef.larkan"}
    assignment_id = world.do("chef.larkan", at_larkan).entries[0].fact.quality_assignment_id  # type: ignore[union-attr]
    world.directory = world.log.directory(world.directory)
    assert done_by(world, simply(c.EndQualityAssignment(quality_assignment_id=assignment_id))) == {"chef.larkan"}


def grant(assignee: UUID) -> c.GrantQualityAssignment:
    until = TODAY + timedelta(days=90)
    fields = {"purpose": "Följa upp planerna", "registry_number": "RV 2026/118", "valid_to": until}
    return c.GrantQualityAssignment(assignee=assignee, **fields)  # type: ignore[arg-type]


def test_figures_are_reported_by_the_managers_of_those_whose_they_are() -> None:
    world = county()
    month: dict[str, Any] = {"month": "2026-10", "gender": Gender.WOMAN, "count": 12}
    assert done_by(world, simply(ReportBaselineFigure(indicator=Baseline.B2, **month))) == {"chef.larkan", "chef.psyk"}


def test_what_the_association_offers_and_pays_for_is_said_by_its_director() -> None:
    world = county()
    said: dict[str, Any] = {
        "name": "Arbetsträning i grupp",
        "for_whom": "Den som är sjukskriven",
        "how": "Anmäl en plats",
    }
    where: dict[str, Any] = {"contact": "Eva Demoslätt, 070-174 06 12", "municipalities": ("1983",)}
    assert done_by(world, simply(b.PublishAssociationOffer(**said, **where))) == DIRECTOR
    year: dict[str, Any] = {"first_day": date(2026, 1, 1), "last_day": date(2026, 12, 31)}
    assert done_by(world, simply(b.RegisterFundedIntervention(name="Steget", **year))) == DIRECTOR


def test_users_and_units_are_the_administrators_own_and_administrators_the_systems() -> None:
    world = county()
    org_id = world.directory.by_slug["larkan"].org_id
    unit = c.RegisterUnit(org_id=org_id, slug="ny", name="Nya (demo)", unit_type=UnitType.PRIMARY_CARE_UNIT)
    person = all_of.employment(world, "ny.larkan", Role.PHYSICIAN)
    leaving = c.EndRole(assignment_id=world.officer("lakare.psyk").assignment_id)
    for command in (unit, c.ChangeUnit(unit_id=world.unit("psyk"), name="Psyk (demo)"), person, leaving):
        assert done_by(world, simply(command)) == ADMIN
    admin = all_of.employment(world, "ny.region-adm", Role.ORG_ADMIN)
    assert done_by(world, simply(admin)) == SYSTEM
    elsewhere = all_of.employment(world, "ny.soc", Role.SOCIAL_WORKER)
    assert done_by(world, simply(elsewhere)) == SYSTEM  # that municipality has no administrator of its own
    kind = OrgType.MUNICIPALITY
    municipality = c.RegisterOrganisation(name="Ny (demo)", org_type=kind, org_number="2120-1", county_code="19")
    assert done_by(world, simply(municipality)) == SYSTEM


def test_nobody_gives_a_role_to_themselves() -> None:
    world = county()
    own = {"admin.region-adm": Role.PHYSICIAN, "system.drift": Role.ORG_ADMIN}
    for subject, role in own.items():
        slug = "larkan" if role is Role.PHYSICIAN else "region-adm"
        mine = all_of.employment(world, subject, role, slug)
        assert done_by(world, simply(mine)) == set()
        assert done_by(world, simply(msgspec.structs.replace(mine, subject="other"))) == {subject}


def test_a_case_is_purged_on_the_order_of_the_openers_administrator() -> None:
    world = county()
    case_id = all_of.together(world)
    assert done_by(world, simply(c.PurgeCase(case_id=case_id, decision_ref="RV 2026/118"))) == ADMIN
