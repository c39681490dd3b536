"""Random histories of real commands by anybody, told to one store: at every few steps, and at moments before and after,
the keys that the database releases, the gate and the expectation say the same.

``HISTORIES`` and ``HISTORY_FROM`` in the environment choose how many and from which seed on.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import psycopg
import pytest

from events import commands as c
from events.calendar import day_of
from events.categories import Category, Purpose, default_ticks, tickable
from events.commands.sip import ProposeSip
from events.consents import expire_consent
from events.facts import Removal
from events.fold import fold
from events.grants import grants
from events.kinds import (
    ConsentForm,
    HowObtained,
    HowVerified,
    InquiryType,
    Outcome,
    RefusalStage,
    ResponsibilityKind,
    RetractionReason,
    TransferReason,
)
from events.refusals import NotFoundOrDenied, Refused
from events.sip.kinds import SipKind
from tests.conftest import Servers, fresh_copy
from tests.events.conftest import world_on
from tests.gate.comparison import Comparison, share_everything
from tests.gate.states import opened
from tests.meeting import PURPOSE, call, form
from tests.world import ALL_PURPOSES, INFORMED, NOW, World

HISTORIES = int(os.environ.get("HISTORIES", "180"))
FIRST = int(os.environ.get("HISTORY_FROM", "0"))
CHUNKS = 6
LONGEST_DAYS = 300
PARTIES = ("larkan", "psyk", "soc", "ame", "fk")
PLAIN = frozenset({Category.PLANNING})
SOME = tuple(c for c in Category if c is not Category.VIOLENCE_QUESTION)


class History:
    """One case and one way of drawing; ``step`` does something, allowed or not, and says what."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.draw = world, Random(seed)
        world.moment = NOW
        self.case_id = opened(world, self.draw.choice(["reko.larkan", "handlaggare.soc"]))
        self.told: list[str] = []
        self.done: Counter[str] = Counter()
        if self.draw.random() < 0.9:
            case = world.log.load(self.case_id)
            opener = world.directory.users[min(case.caseworkers[case.lead_unit])].subject if case.lead_unit else ""
            with suppress(Refused):
                world.do(opener, self.consent(opener))

    def officer(self) -> str:
        """Mostly somebody who is named, often somebody who is waited for, now and then anybody."""
        case, users = self.world.log.load(self.case_id), self.world.directory.users
        named = [users[user].subject for users_named in case.caseworkers.values() for user in users_named]
        waited_for = case.consent.units - case.consent.verified if case.consent else frozenset()
        seats = [a for a in self.world.directory.assignments.values() if a.unit_id in waited_for]
        anybody = [users[a.user_id].subject for a in self.world.directory.assignments.values()]
        chance = self.draw.random()
        if chance < 0.35 and seats:
            return self.draw.choice(sorted(users[a.user_id].subject for a in seats))
        return self.draw.choice(sorted(named) if chance < 0.9 else anybody)

    def takes_part(self, subject: str) -> bool:
        """Facts of every category are written past the decisions, but only by those who could write some."""
        case, unit = self.world.log.load(self.case_id), self.world.officer(subject).unit_id
        if case.consent is None:
            return unit == case.opener and not case.refused
        return case.consent.active_on(day_of(self.world.moment)) and unit in case.consent.verified and not case.closed

    def units(self) -> list[UUID]:
        return [self.world.unit(slug) for slug in self.draw.sample(PARTIES, self.draw.randint(2, len(PARTIES)))]

    def categories(self, atleast: int = 1) -> frozenset[Category]:
        return frozenset(self.draw.sample(SOME, self.draw.randint(atleast, 4)))

    def consent(self, subject: str) -> c.RecordConsent:
        recipients = []
        for unit_id in self.units():
            party = self.world.directory.units[unit_id].party
            assert party
            ticked = default_ticks(party, ALL_PURPOSES) ^ {k for k in self.categories(0) if tickable(k, party)}
            always = {Category.IDENTITY_CONTACT, Category.PLANNING}
            recipients.append(c.ConsentRecipient(unit_id, ticked | always, self.draw.random() < 0.5))
        today = day_of(self.world.moment)
        given = today - timedelta(days=self.draw.choice([0, 0, 1, 25]))
        return c.RecordConsent(
            case_id=self.case_id,
            given_on=given,
            form=ConsentForm.WRITTEN,
            how_obtained=HowObtained.SIGNED_FORM,
            information_given=INFORMED,
            purposes=frozenset(Purpose),
            recipients=tuple(recipients),
            document_location="Pärm 4",
            valid_to=today + timedelta(days=self.draw.choice([0, 3, 40, 170])),
        )

    def command(self, subject: str) -> c.CaseCommand:
        draw, case_id = self.draw, self.case_id
        entries = list(self.world.log.load(case_id).entries.values())
        removals = [Removal(unit, draw.choice([frozenset(), self.categories()])) for unit in self.units()[:2]]
        consent = self.world.log.load(case_id).consent
        permitted = sorted(consent.earlier & consent.units) if consent and draw.random() < 0.8 else []
        other = draw.choice(permitted or [self.world.unit(slug) for slug in PARTIES])
        whom = frozenset({self.world.officer(subject).user_id})
        kinds: list[Callable[[], c.CaseCommand]] = [
            lambda: c.VerifyConsent(case_id=case_id, how=HowVerified.SPOKE_WITH_PERSON),
            lambda: c.VerifyConsent(case_id=case_id, how=HowVerified.SEEN_FORM),
            lambda: c.VerifyConsent(case_id=case_id, how=HowVerified.OWN_FORM),
            lambda: c.ConfirmParty(case_id=case_id, caseworkers=whom),
            lambda: self.consent(subject),
            lambda: c.ConfirmParty(case_id=case_id, caseworkers=whom),
            lambda: self.consent(subject),
            lambda: c.NarrowConsent(case_id=case_id, removed=tuple(removals[:1])),
            lambda: c.NarrowConsent(case_id=case_id, removed=tuple(removals)),
            lambda: c.WithdrawConsent(case_id=case_id),
            lambda: c.ReleaseEarlierEntries(case_id=case_id, to_unit=other, categories=self.categories()),
            lambda: c.ReleaseEarlierEntries(case_id=case_id, to_unit=other, categories=PLAIN),
            lambda: c.ReleaseEarlierEntries(case_id=case_id, to_unit=other, categories=PLAIN),
            lambda: c.RetractEntry(
                case_id=case_id, event_id=draw.choice(entries).event_id, reason=draw.choice(list(RetractionReason))
            ),
            lambda: c.SendInquiry(case_id=case_id, to_unit=other, type=draw.choice(list(InquiryType)), text="När?"),
            lambda: c.RefuseConsent(case_id=case_id, stage=draw.choice([None, RefusalStage.AT_RENEWAL])),
            lambda: c.CloseCase(case_id=case_id, outcome=Outcome.OTHER, void_inquiries=True),
            lambda: c.ReopenCase(case_id=case_id, reason="Ny kontakt"),
            lambda: c.TransferCaseResponsibility(
                case_id=case_id, kind=draw.choice(list(ResponsibilityKind)), to_unit=other, reason=TransferReason.MOVED
            ),
            lambda: c.TransferCaseResponsibility(
                case_id=case_id, kind=ResponsibilityKind.LEAD, to_unit=other, reason=TransferReason.OTHER
            ),
        ]
        return draw.choice(kinds)()

    def meeting(self, subject: str) -> c.CaseCommand:
        """Proposed, called with whoever the consent names, prepared: what is refused is a step like any other."""
        case = self.world.log.load(self.case_id)
        open_sips = [sip for sip in case.sips.values() if not sip.over]
        if not open_sips:
            return ProposeSip(case_id=self.case_id, purpose=PURPOSE, kind=self.draw.choice(list(SipKind)))
        sip_id = open_sips[-1].sip_id
        if open_sips[-1].called and self.draw.random() < 0.7:
            return form(self.case_id, sip_id, subject)
        slugs = [slug for slug in PARTIES if case.consent and self.world.unit(slug) in case.consent.units]
        return call(self.world, self.case_id, sip_id, *slugs)

    def step(self) -> None:
        world, chance = self.world, self.draw.random()
        subject = self.officer()
        what = "share"
        try:
            if chance < 0.35 and self.takes_part(subject):
                unticked = frozenset(self.units()[:1]) if self.draw.random() < 0.5 else frozenset()
                share_everything(world, self.case_id, subject, only=self.categories(), unticked=unticked)
            elif 0.35 <= chance < 0.42:
                what = "wait"
                wait = timedelta(days=self.draw.choice([1, 10, 60]))
                world.moment = min(world.moment + wait, NOW + timedelta(days=LONGEST_DAYS))
            elif 0.42 <= chance < 0.44:
                what = "expire"
                world.log.bring_about(self.case_id, expire_consent, world.act(subject))
            elif 0.44 <= chance < 0.443:
                what = "lock"
                world.do(subject, c.NoteProtectedIdentity(case_id=self.case_id))
            else:
                meets = chance < 0.54 and self.takes_part(subject)
                command = self.meeting(subject) if meets else self.command(subject)
                what = type(command).__name__
                world.do(subject, command)
            self.told.append(f"{subject} {what}")
            self.done[what] += 1
        except (Refused, NotFoundOrDenied) as refused:
            self.told.append(f"{subject} {what}: {refused or 'no such case'}")

    def death(self) -> bool:
        """Told by whoever leads the case, at the closing or after it, as the case may stand."""
        case, users = self.world.log.load(self.case_id), self.world.directory.users
        lead = case.lead_at(self.world.moment)
        named = case.caseworkers.get(lead, frozenset()) if lead else frozenset()
        for subject in sorted(users[user].subject for user in named):
            with suppress(Refused, NotFoundOrDenied):
                if self.draw.random() < 0.5:
                    closed = c.CloseCase(case_id=self.case_id, outcome=Outcome.OTHER, void_inquiries=True)
                    self.world.do(subject, closed)
                self.world.do(subject, c.CloseCase(case_id=self.case_id, outcome=Outcome.DECEASED))
                return True
        return False

    def moments(self) -> list[datetime]:
        days = [self.draw.choice([-30, -1]), self.draw.choice([0, 2, 39]), self.draw.choice([100, 200])]
        return [self.world.moment, *(self.world.moment + timedelta(days=shift) for shift in days)]


@pytest.fixture(scope="module")
def asked(servers: Servers) -> Iterator[Comparison]:
    with fresh_copy(servers("embedded")) as store, psycopg.connect(store.web, autocommit=True) as web:
        world = world_on(store)
        yield Comparison(world, web)
        world.log.close()


happened: Counter[str] = Counter()


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_after_any_history_keys_gate_and_expectation_agree(asked: Comparison, chunk: int) -> None:
    for seed in range(FIRST + chunk, FIRST + HISTORIES, CHUNKS):
        history = History(asked.world, seed)
        asked.wrong = []
        steps = history.draw.randint(15, 40)
        for n in range(steps):
            history.step()
            if n % 10 == 9 or n == steps - 1:
                for moment in history.moments():
                    asked.case(history.case_id, moment, f"seed {seed}", only_units=n < steps - 1)
                for officer in history.draw.sample(asked.officers, 4):
                    asked.page(history.case_id, officer, history.world.moment, f"seed {seed}")
                held, told_anew = asked.world.log.load(history.case_id), asked.world.log.events.get(history.case_id)
                anew: list[Any] = list(told_anew)
                assert held == (folded := fold(history.case_id, anew))
                assert grants(held) == grants(folded)  # those of a held case are kept from entry to entry
            assert asked.wrong == [], [*history.told, *asked.wrong[:5]]
        happened.update(history.done)


def test_the_histories_are_not_a_string_of_refusals(asked: Comparison) -> None:
    """The positive control: everything was done many times, and much was readable by others than its owner."""
    assert HISTORIES < 100 or min(happened[what] for what in EVERYTHING) >= 5, happened
    foreign = {category for category, _, own in asked.readable if not own}
    assert foreign == set(Category) - {Category.VIOLENCE_QUESTION}
    assert asked.compared > 100 * HISTORIES


EVERYTHING = (
    *("share", "wait", "expire", "VerifyConsent", "ConfirmParty", "RecordConsent", "NarrowConsent", "WithdrawConsent"),
    *("ReleaseEarlierEntries", "RetractEntry", "SendInquiry", "CloseCase", "ReopenCase"),
    *("TransferCaseResponsibility", "ProposeSip", "SummonSip", "SubmitSipPreparation"),
)


deaths: Counter[bool] = Counter()


@pytest.mark.parametrize("seed", range(9000, 9016))
def test_a_death_in_any_history_ends_the_reading_of_the_others(asked: Comparison, seed: int) -> None:
    history = History(asked.world, seed)
    asked.wrong = []
    for _ in range(history.draw.randint(5, 20)):
        history.step()
    deaths[history.death()] += 1
    for _ in range(6):
        history.step()
    for moment in history.moments():
        asked.case(history.case_id, moment, f"seed {seed}")
    assert asked.wrong == [], [*history.told, *asked.wrong[:5]]


def test_people_did_die_in_those_histories() -> None:
    assert deaths[True] >= 6, deaths
