"""Cases told as plain events, straight into the log: what statistics must make of them is for the tests to say."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid5

import psycopg

from events import facts as f
from events.categories import Category, Purpose
from events.facts import AnyFact, DegreeRow, Entry
from events.facts import sip as s
from events.kinds import (
    Channel,
    ConsentForm,
    ContactPurpose,
    DenialGround,
    FirstOrContinued,
    FkCoordination,
    FollowUpKind,
    Gender,
    GivenBy,
    GoalsMet,
    HowObtained,
    InitiatingReason,
    InquiryType,
    InterventionStatus,
    Livelihood,
    Outcome,
    PurgeGround,
    RefusalStage,
    RetractionReason,
    VoidReason,
)
from events.log_recorder import SealingMapper
from events.sealing import Sealed, StoreKey
from events.sip.kinds import MeetingWay, SipKind, SipReason
from orgs.kinds import OrgType, UnitType
from orgs.roles import Role

SPACE = UUID(int=71)
KEY = StoreKey(b"\1" * 32)
UNITS: dict[str, tuple[str, UnitType, tuple[str, ...]]] = {
    "larkan": ("region", UnitType.PRIMARY_CARE_UNIT, ("1983",)),
    "tranan": ("region", UnitType.PRIMARY_CARE_UNIT, ("1981",)),
    "psyk": ("region", UnitType.ADULT_PSYCHIATRY_UNIT, ("1983", "1981")),
    "soc-koping": ("koping", UnitType.SOCIAL_SERVICES_UNIT, ("1983",)),
    "ame-koping": ("koping", UnitType.LABOUR_MARKET_UNIT, ("1983",)),
    "soc-sala": ("sala", UnitType.SOCIAL_SERVICES_UNIT, ("1981",)),
    "fk": ("fk", UnitType.FK_OFFICE, ()),
    "af": ("af", UnitType.AF_OFFICE, ()),
}
ORGS = {
    "region": (OrgType.REGION, None),
    "koping": (OrgType.MUNICIPALITY, "1983"),
    "sala": (OrgType.MUNICIPALITY, "1981"),
    "fk": (OrgType.SOCIAL_INSURANCE_AGENCY, None),
    "af": (OrgType.EMPLOYMENT_SERVICE, None),
    "forbund": (OrgType.COORDINATION_ASSOCIATION, None),
}
EVERYTHING = frozenset(Category) - {Category.STRUCTURE, Category.VIOLENCE_QUESTION}


def unit(slug: str) -> UUID:
    return uuid5(SPACE, f"unit {slug}")


def funded(name: str) -> UUID:
    return uuid5(SPACE, f"funded {name}")


def day(written: str) -> date:
    return date.fromisoformat(written)


class Tale:
    """One stream, event by event. ``on`` is the day it is recorded, at ten o'clock UTC."""

    def __init__(self, name: str) -> None:
        self.stream_id, self.entries = uuid5(SPACE, name), list[Entry]()
        self.violence: list[tuple[Any, ...]] = []

    def tell(
        self,
        on: str,
        fact: AnyFact,
        owner: str = "larkan",
        to: Iterable[str] = (),
        *,
        category: Category | None = None,
        dated: str | None = None,
    ) -> Entry:
        version = len(self.entries) + 1
        event_id = uuid5(self.stream_id, f"event {version}")
        actor = f.Actor(uuid5(SPACE, f"user {owner}"), uuid5(SPACE, f"at {owner}"), Role.REHAB_COORDINATOR, unit(owner))
        entry = Entry(
            stream_id=self.stream_id,
            version=version,
            event_id=event_id,
            command_id=event_id,
            recorded_at=datetime.combine(day(on), time(10, 0, min(version, 59)), UTC),
            dated=day(dated or on),
            actor=actor,
            category=category or fact.category,
            owner_unit=unit(owner),
            consent_id=None,
            recipients=frozenset(unit(slug) for slug in to),
            fact=fact,
        )
        self.entries.append(entry)
        return entry


class CaseTale(Tale):
    def __init__(self, name: str, gender: str, born: int, municipality: str = "1983", opener: str = "larkan") -> None:
        super().__init__(f"case {name}")
        self.name, self.gender, self.born, self.municipality, self.opener = name, gender, born, municipality, opener

    def draft(self, on: str) -> "CaseTale":
        fact = f.CaseDrafted(
            number=self.name,
            municipality_code=self.municipality,
            gender=Gender(self.gender),
            protected_identity_checked=True,
            birth_year=Sealed(self.born),
            adult_on=Sealed(date(self.born + 18, 1, 1)),
            initiating_reason=Sealed(InitiatingReason.OTHER),
        )
        self.tell(on, fact, self.opener)
        return self

    def consent(self, given: str, to: str, units: str, on: str = "", form: str = "oral") -> "CaseTale":
        """``units`` beside the opener. The case is drafted the same day when it has not been."""
        if not self.entries:
            self.draft(on or given)
        first = not any(isinstance(entry.fact, f.ConsentRecorded) for entry in self.entries)
        fact = f.ConsentRecorded(
            consent_id=uuid5(self.stream_id, f"consent {given}"),
            sequence=1,
            supersedes=None,
            given_on=day(given),
            form=ConsentForm(form),
            how_obtained=HowObtained.IN_PERSON,
            given_by=GivenBy.PERSON,
            purposes=frozenset(Purpose),
            scope=tuple(f.Recipient(unit(slug), EVERYTHING) for slug in (self.opener, *units.split())),
            valid_from=day(given),
            valid_to=day(to),
            interpreter_used=False,
        )
        self.tell(on or given, fact, self.opener)
        if first:
            self.tell(on or given, f.CaseActivated(self.born, InitiatingReason.OTHER), self.opener)
        return self

    def leave(self, issued: str, *rows: str, owner: str = "larkan") -> Entry:
        """Rows as ``2026-01-10 2026-02-20 100``."""
        split = [row.split() for row in rows]
        fact = f.SickLeaveRecorded(
            issued_on=day(issued),
            certified_by_unit=unit(owner),
            first_or_continued=FirstOrContinued.FIRST,
            rows=tuple(DegreeRow(day(first), day(last), int(degree)) for first, last, degree in split),
            transcribed=False,
            physician_name=Sealed("Olof Demodal"),
        )
        return self.tell(issued, fact, owner)

    def support(self, first: str, last: str | None = None, source: str = "income_support") -> Entry:
        fact = f.LivelihoodRecorded(source=Livelihood(source), from_=day(first), to=day(last) if last else None)
        return self.tell(self._not_before(first), fact, "soc-koping")

    def _not_before(self, on: str) -> str:
        return max(on, self.entries[0].dated.isoformat())

    def plan(self, on: str, kva: bool = False) -> Entry:
        fact = f.RehabPlanEstablished(
            established_on=day(on),
            responsible_physician=Sealed("Olof Demodal"),
            occupation_description=Sealed("Lager"),
            overall_goal=Sealed("Arbete"),
            subgoals=Sealed(()),
            activities=Sealed(()),
            follow_up_on=day("2030-01-01"),
            collaboration_needs=frozenset(),
            kva_registered=kva,
        )
        return self.tell(self._not_before(on), fact)

    def step_down(self, on: str, *steps: str) -> Entry:
        rows = tuple(f.Step(day(first), int(degree)) for first, degree in (step.split() for step in steps))
        return self.tell(on, f.StepDownPlanned(rows))

    def contact(self, on: str, a: str = "larkan", b: str = "soc-koping") -> Entry:
        fact = f.ContactLogged(unit(a), unit(b), Channel.PHONE, False, ContactPurpose.PLANNING, False)
        return self.tell(on, fact, a)

    def close(self, on: str, outcome: str) -> Entry:
        return self.tell(on, f.CaseClosed(Outcome(outcome), day(on)))

    def retract(self, on: str, entry: Entry) -> Entry:
        return self.tell(
            on, f.EntryRetracted(entry.event_id, entry.version, RetractionReason.WRONG_FACT), category=entry.category
        )

    def asked(self, on: str, asked: bool, per_routine: bool, owner: str = "larkan") -> Entry:
        record = Sealed(f.ViolenceRecord(asked, day(on), per_routine))
        entry = self.tell(self._not_before(on), f.ViolenceQuestionDocumented(record), owner)
        self.violence.append((self.stream_id, entry.version, unit(owner), asked, day(on), per_routine))
        return entry

    def question(self, on: str, due: str, kind: str = "planning", answered: str = "", voided: str = "") -> None:
        inquiry_id = uuid5(self.stream_id, f"inquiry {len(self.entries)}")
        self.tell(on, f.InquirySent(inquiry_id, unit("soc-koping"), InquiryType(kind), day(due), Sealed("När?")))
        if answered:
            self.tell(answered, f.InquiryAnswered(inquiry_id, Sealed("Nu.")), "soc-koping")
        if voided:
            self.tell(voided, f.InquiryVoided(inquiry_id, VoidReason.SENDER))

    def follow_up(self, on: str, due: str, held: str = "") -> None:
        entry = self.tell(on, f.FollowUpScheduled(day(due), unit("soc-koping"), FollowUpKind.CASE_SIX_MONTHS))
        if held:
            fact = f.FollowUpHeld(
                entry.event_id, FollowUpKind.CASE_SIX_MONTHS, day(held), frozenset(), True, GoalsMet.ALL, False
            )
            self.tell(held, fact)

    def fk(self, on: str, status: str, ground: str = "") -> Entry:
        denial = DenialGround(ground) if ground else None
        return self.tell(on, f.FkCoordinationRecorded(FkCoordination(status), day(on), denial), "fk")

    def effort(
        self, name: str, owner: str, first: str, status: str = "started", last: str = "", paid_for: str = ""
    ) -> Entry:
        """``paid_for``: the name of the intervention that the association pays for."""
        category = {
            "larkan": Category.REHAB_PLAN,
            "af": Category.EMPLOYMENT_SERVICES,
        }.get(owner, Category.MUNICIPAL_INTERVENTIONS)
        fact = f.InterventionRecorded(
            intervention_id=uuid5(self.stream_id, name),
            provider_unit=unit(owner),
            from_=day(first),
            status=InterventionStatus(status),
            to=day(last) if last else None,
            funded_id=funded(paid_for) if paid_for else None,
        )
        return self.tell(self._not_before(last or first), fact, owner, category=category)

    def assessment(self, on: str, to: str) -> Entry:
        fact = f.FunctionalAssessmentShared(
            assessed_on=day(on), assessed_by=Sealed("Olof"), impairments=Sealed(()), limitations=Sealed(())
        )
        return self.tell(on, fact, to=to.split())

    def sip(self, proposed: str, summoned: str = "", held: str = "", *, kind: str = "sip", **more: Any) -> None:
        """``more``: ``person``, ``absent`` and, of the plan, ``follow_up`` and when it was ``done``."""
        sip_id = uuid5(self.stream_id, f"sip {proposed}")
        of_kind = SipKind(kind)
        self.tell(proposed, s.SipProposed(sip_id, of_kind, SipReason.PERSON_WISH, Sealed("Planera tillsammans")))
        if summoned:
            units = frozenset({unit("larkan"), unit("soc-koping")})
            at = datetime.combine(day(held or "2026-12-30"), time(9), UTC)
            self.tell(
                summoned,
                s.SipSummoned(
                    sip_id,
                    1,
                    of_kind,
                    at,
                    60,
                    MeetingWay.VIDEO,
                    unit("larkan"),
                    units,
                    frozenset(),
                    False,
                    place=Sealed("Video"),
                    purpose=Sealed("Planera tillsammans"),
                ),
            )
        if held:
            absent = frozenset({unit("soc-koping")}) if more.get("absent") else frozenset[UUID]()
            person = bool(more.get("person"))
            self.tell(held, s.SipHeld(sip_id, of_kind, day(held), frozenset({unit("larkan")}), absent, person))
        if follow_up := more.get("follow_up"):
            empty: Sealed[tuple[str, ...]] = Sealed(())
            plan = s.SipPlanEstablished(sip_id, unit("larkan"), day(follow_up), (), Sealed("Stöd"), empty, empty)
            self.tell(held, plan)
            if done := more.get("done"):
                self.tell(done, s.SipPlanFollowedUp(sip_id, day(done), ()))

    def moved(self, on: str, municipality: str) -> Entry:
        return self.tell(on, f.ContactDetailsChanged(frozenset({"municipality_code"}), municipality))

    def purged(self, on: str, ground: str) -> Entry:
        return self.tell(on, f.CasePurged(PurgeGround(ground)))

    def refused(self, on: str) -> Entry:
        return self.tell(on, f.ConsentRefused(RefusalStage.AT_OPENING))

    def withdrawn(self, on: str, consent: str) -> Entry:
        fact = f.ConsentWithdrawn(uuid5(self.stream_id, f"consent {consent}"), unit("larkan"), HowObtained.PHONE)
        return self.tell(on, fact)


def organisations(on: str = "2024-01-02") -> list[Tale]:
    tales = {name: Tale(f"org {name}") for name in ORGS}
    for name, (org_type, code) in ORGS.items():
        org_id = uuid5(SPACE, f"org {name}")
        tales[name].tell(on, f.OrganisationRegistered(org_id, name, org_type, f"5560-{name}", "19", code))
    for slug, (org, unit_type, serves) in UNITS.items():
        org_id = uuid5(SPACE, f"org {org}")
        tales[org].tell(on, f.UnitRegistered(unit(slug), org_id, org_id, slug, f"{slug} (demo)", unit_type, serves))
    return list(tales.values())


def write(dsn: str, tales: Iterable[Tale], order: Iterable[int] | None = None, after: int = 0) -> int:
    """Into the log as it is, in the order of recording or, with ``order``, so interleaved: tale by tale as drawn.

    ``dsn``: of somebody who may do all. Gives the last position.
    """
    every = list(tales)
    mapper = SealingMapper(KEY)
    if order is None:
        entries = [entry for _, entry in sorted(_timed(every), key=lambda each: each[0])]
    else:
        queues = [list(reversed(tale.entries)) for tale in every]
        entries = [queues[number].pop() for number in order]
    with psycopg.connect(dsn) as connection, connection.cursor() as cursor:
        for tale in every:
            for row in getattr(tale, "violence", ()):
                cursor.execute("INSERT INTO log.violence VALUES (%s, %s, %s, %s, %s, %s)", row)
        for position, entry in enumerate(entries, start=after + 1):
            stored = mapper.to_stored_event(entry)
            cursor.execute(
                "INSERT INTO log.event (stream_id, version, topic, state, position, event_id, command_id, leaf)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                (
                    entry.stream_id,
                    entry.version,
                    entry.topic,
                    stored.state,
                    position,
                    entry.event_id,
                    entry.command_id,
                    stored.leaf,
                ),
            )
    return after + len(entries)


def _timed(tales: Iterable[Tale]) -> Iterable[tuple[datetime, Entry]]:
    """Each entry not before the one that stands before it in its stream."""
    for tale in tales:
        at = datetime.min.replace(tzinfo=UTC)
        for entry in tale.entries:
            at = max(at, entry.recorded_at)
            yield at, entry
