"""What the case page offers in each status is what the commands then take, no more and no less (domain.md 5.2)."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest

from events import commands as c
from events import facts as f
from events.commands.sip import ProposeSip
from events.decisions import DECISIONS
from events.kinds import (
    Channel,
    ConsentForm,
    ContactPurpose,
    InquiryType,
    Livelihood,
    Outcome,
    ResponsibilityKind,
    SgiStatus,
    TransferReason,
)
from events.refusals import NotFoundOrDenied, Refused
from tests.conftest import Store
from tests.house.county import County, county
from tests.leave import sick_leave
from tests.meeting import PURPOSE
from tests.world import ALL_PURPOSES, INFORMED, TODAY

MINOR = "20091002-9920"
OF_THE_STATUS = {"not_now", "consent_missing", "consent_expired", "case_closed", "not_found_or_denied"}


@pytest.fixture
def home(store: Store) -> Any:
    with county(store) as made:
        yield made


def commands(home: County, case_id: UUID) -> dict[str, c.CaseCommand]:
    """Place below the case's page -> what is done there."""
    soc, own = home.world.unit("soc"), home.world.officer("reko.larkan").user_id
    consent = c.RecordConsent(
        case_id=case_id,
        recipients=tuple(home.world.recipient(slug) for slug in ("larkan", "soc")),
        given_on=TODAY,
        form=ConsentForm.ORAL,
        how_obtained="phone",  # type: ignore[arg-type]
        information_given=INFORMED,
        purposes=ALL_PURPOSES,
    )
    guardian = c.NoteGuardianConsent(
        case_id=case_id, guardian="Bo Provek", given_on=TODAY, form=ConsentForm.ORAL, guardians_in_all=2
    )
    certificate = sick_leave(case_id)
    transfer = c.TransferCaseResponsibility(
        case_id=case_id, kind=ResponsibilityKind.LEAD, to_unit=soc, reason=TransferReason.OTHER
    )
    talk = c.LogContact(
        case_id=case_id, with_unit=soc, channel=Channel.PHONE, purpose=ContactPurpose.PLANNING, text="Vi talades vid."
    )
    return {
        "samtycken": consent,
        "samtycken/avslag": c.RefuseConsent(case_id=case_id),
        "samtycken/vardnadshavare": guardian,
        "samtycken/begransning": c.NarrowConsent(case_id=case_id, removed=(f.Removal(soc, frozenset()),)),
        "samtycken/aterkallelse": c.WithdrawConsent(case_id=case_id),
        "skyddad-identitet": c.NoteProtectedIdentity(case_id=case_id),
        "statistik/ny": c.NoteStatisticsObjection(case_id=case_id),
        "avslut": c.CloseCase(case_id=case_id, outcome=Outcome.OTHER),
        "oppnande": c.ReopenCase(case_id=case_id, reason="Ny sjukskrivning."),
        "kontaktuppgifter": c.ChangeContactDetails(case_id=case_id, phone="070-174 06 42"),
        "kontaktpersoner/ny": c.NameContactPerson(case_id=case_id, name="Reko", role="reko", phone="070-174 06 42"),
        "handlaggare": c.ConfirmParty(case_id=case_id, caseworkers=frozenset({own})),
        "ansvar/ny": transfer,
        "kontakter/ny": talk,
        "fragor/ny": c.SendInquiry(case_id=case_id, to_unit=soc, type=InquiryType.GENERAL, text="När börjar det?"),
        "sip": ProposeSip(case_id=case_id, purpose=PURPOSE),
        "sjukskrivningar/ny": certificate,
        "forsorjning/ny": c.RecordLivelihood(
            case_id=case_id, source=Livelihood.INCOME_SUPPORT, from_=TODAY, source_reported_by_person=True
        ),
        "sgi/ny": c.RecordSgiStatus(case_id=case_id, status=SgiStatus.ZERO, as_of=TODAY),
        "egen-beskrivning/ny": c.RecordPersonView(case_id=case_id, goals="Att arbeta.", confirmed_by_person=True),
        "uppfoljningar/ny": c.ScheduleFollowUp(case_id=case_id, on=TODAY + timedelta(days=20)),
    }


def draft(home: County) -> UUID:
    return home.draft()


def active(home: County) -> UUID:
    return home.case("soc", "ame")


def withdrawn(home: County) -> UUID:
    case_id = active(home)
    home.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id))
    return case_id


def expired(home: County) -> UUID:
    case_id = home.draft()
    home.world.consent(case_id, "larkan", "soc", valid_to=TODAY)
    home.world.join(case_id, "handlaggare.soc")
    home.world.moment += timedelta(days=1)
    home.catch_up()
    return case_id


def closed(home: County) -> UUID:
    case_id = active(home)
    home.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.OTHER))
    return case_id


def closed_without_consent(home: County) -> UUID:
    case_id = withdrawn(home)
    home.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.CONSENT_ENDED))
    return case_id


def locked(home: County) -> UUID:
    case_id = active(home)
    home.do("reko.larkan", c.NoteProtectedIdentity(case_id=case_id))
    return case_id


def minor_draft(home: County) -> UUID:
    return home.world.draft(number=MINOR)


def minor_withdrawn(home: County) -> UUID:
    case_id = minor_draft(home)
    home.world.consent(case_id, "larkan", "soc", maturity_assessed_by=home.world.officer("reko.larkan").user_id)
    home.do("reko.larkan", c.WithdrawConsent(case_id=case_id))
    return case_id


STANDINGS = (
    draft,
    active,
    withdrawn,
    expired,
    closed,
    closed_without_consent,
    locked,
    minor_draft,
    minor_withdrawn,
)


def taken(home: County, case_id: UUID, command: c.CaseCommand) -> bool:
    """Whether the decision, which changes nothing by itself, takes the command as the case stands."""
    case, act = home.world.log.load(case_id), home.world.act("reko.larkan")
    try:
        DECISIONS[type(command)](case, command, home.world.log.edge.opened(case, command, act))
    except (Refused, NotFoundOrDenied) as refused:
        return getattr(refused, "key", "not_found_or_denied") not in OF_THE_STATUS
    return True


def offered_to(subject: str, home: County, case_id: UUID) -> set[str]:
    """Places below the case that its page leads to."""
    page = home.hand(subject).get(f"/arenden/{case_id}")
    assert page.status_code == 200
    return set(re.findall(rf'href="/arenden/{case_id}/([^"#?]+)"', unescape(page.text)))


@pytest.mark.parametrize("standing", STANDINGS)
def test_the_page_offers_exactly_what_the_commands_take(home: County, standing: Callable[[County], UUID]) -> None:
    case_id = standing(home)
    offered = offered_to("reko.larkan", home, case_id)
    asked = commands(home, case_id)
    if not standing.__name__.startswith("minor"):
        del asked["samtycken/vardnadshavare"]  # of an adult nobody asks a guardian
    takes = {place for place, command in asked.items() if taken(home, case_id, command)}
    assert offered & asked.keys() == takes


PROTECTING: dict[Callable[[County], UUID], set[str]] = {
    draft: {"skyddad-identitet", "samtycken/avslag", "statistik/ny"},
    active: {"skyddad-identitet", "samtycken/aterkallelse", "samtycken/begransning", "statistik/ny"},
    withdrawn: {"skyddad-identitet", "samtycken/avslag", "statistik/ny"},
    expired: {"skyddad-identitet", "samtycken/avslag", "statistik/ny"},
    closed: {"skyddad-identitet", "samtycken/aterkallelse", "samtycken/begransning", "statistik/ny"},
    closed_without_consent: {"skyddad-identitet", "statistik/ny"},
    locked: set(),
    minor_draft: {"skyddad-identitet", "samtycken/avslag", "samtycken/vardnadshavare", "statistik/ny"},
    minor_withdrawn: {"skyddad-identitet", "samtycken/avslag", "samtycken/vardnadshavare", "statistik/ny"},
}
"""As domain.md 3.5-3.8 and 5.2 say it, whatever page and command agree on."""
ALL_PROTECTING = set[str]().union(*PROTECTING.values())


@pytest.mark.parametrize("standing", PROTECTING)
def test_what_protects_the_person_can_be_done_in_each_status(home: County, standing: Callable[[County], UUID]) -> None:
    case_id = standing(home)
    offered = offered_to("reko.larkan", home, case_id)
    assert offered & ALL_PROTECTING == PROTECTING[standing]
    for place in PROTECTING[standing]:
        assert home.hand("reko.larkan").get(f"/arenden/{case_id}/{place}").status_code == 200, place


def test_a_unit_that_was_left_out_can_still_tell_of_protected_identity(home: County) -> None:
    case_id = home.case("soc", "ame")
    home.do("handlaggare.ame", c.RecordPersonView(case_id=case_id, goals="Att arbeta.", confirmed_by_person=True))
    gone = (f.Removal(home.world.unit("ame"), frozenset()),)
    home.do("reko.larkan", c.NarrowConsent(case_id=case_id, removed=gone))
    hand = home.hand("handlaggare.ame")
    assert "skyddad-identitet" in offered_to("handlaggare.ame", home, case_id)
    assert hand.get(f"/arenden/{case_id}/skyddad-identitet").status_code == 200
    assert hand.form(f"/arenden/{case_id}/skyddad-identitet").status_code == 303
    assert home.world.log.load(case_id).locked


def test_a_withdrawal_told_when_the_case_is_closed_ends_the_reading_of_the_others(home: County) -> None:
    case_id = closed(home)
    assert "samtycken/aterkallelse" in offered_to("handlaggare.soc", home, case_id)
    before = {e.topic for e in home.world.read("handlaggare.soc", case_id).entries}
    sent = home.hand("handlaggare.soc").form(f"/arenden/{case_id}/samtycken/aterkallelse", {"how_told": "phone"})
    assert sent.status_code == 303
    after = {e.topic for e in home.world.read("handlaggare.soc", case_id).entries}
    assert "case-closed" in before and "case-closed" not in after
