"""Signed routines of the demo county (domain.md 9.1): nine in force since 2024, one in Västerås still to be signed."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid5

from events.calendar import STOCKHOLM, add_months, is_working_day
from events.commands import agreements as a
from events.commands.command import Command, Confirmation
from events.facts.paths import CareScope
from portal.demo.county import MUNICIPALITIES
from portal.demo.ids import command_id, unit_id
from portal.demo.schedule import Step

ENTERED = date(2025, 1, 14)
"""When the routines that were signed on paper were written in here."""
SIGNED = {
    "skinnskatteberg": (date(2024, 5, 15), "sidensvansen", "fagersta"),
    "surahammar": (date(2024, 6, 3), "orren", ""),
    "kungsor": (date(2024, 4, 22), "tarnan", "koping"),
    "hallstahammar": (date(2024, 6, 10), "ugglan", ""),
    "norberg": (date(2024, 5, 15), "bofinken", "fagersta"),
    "sala": (date(2024, 3, 18), "tranan", "sala"),
    "fagersta": (date(2024, 5, 6), "jarpen", "fagersta"),
    "koping": (date(2024, 4, 8), "larkan", "koping"),
    "arboga": (date(2024, 4, 22), "svalan", "koping"),
}
"""Municipality: in force from, the health centre, where its psychiatry is."""
NOT_CALLED = ("fagersta", date(2026, 11, 6))
CALLED = {"surahammar": date(2026, 12, 3), "hallstahammar": date(2026, 12, 10)}
EARLY = "Första kontakten mellan vården och kommunen tas inom 30 dagar efter att personen har blivit sjukskriven."
DEVIATIONS = "Avvikelser skrivs i portalen. Chefen för den enhet som det gäller svarar inom 30 dagar."
_LATE = frozenset({Confirmation.LATE_ENTRY})
_UNTIL = date(2026, 11, 23)


class Told:
    """The steps of one routine, in its own order; ids derive from its name."""

    def __init__(self, slug: str) -> None:
        self.slug, self.steps = slug, list[Step]()
        self.agreement_id = uuid5(command_id(f"routine {slug} draft"), "stream")

    def do(self, day: date, subject: str, what: str, kind: type[Command], **fields: Any) -> None:
        moment = datetime.combine(day, time(10, len(self.steps)), STOCKHOLM)
        command = kind(command_id=command_id(f"routine {self.slug} {what}"), **fields)
        self.steps.append(Step(moment, command, subject, subject.split(".", 1)[1]))

    def draft(self, on: date, scope: CareScope, *slugs: str) -> None:
        self.do(
            on,
            "process.forsakringsmedicin",
            "draft",
            a.DraftAgreement,
            municipality_code=MUNICIPALITIES[self.slug].code,
            care_scope=scope,
            parties=tuple(unit_id(each) for each in slugs),
            early_contact_rule=EARLY,
            deviation_procedure=DEVIATIONS,
            municipal_offers=("arbetsträning", "anpassad praktik"),
        )

    def sign(self, on: date, slug: str, signed_on: date) -> None:
        fields = {"agreement_id": self.agreement_id, "signed_on": signed_on, "confirmed": _LATE}
        self.do(on, f"chef.{slug}", f"signed {slug}", a.SignAgreement, **fields)

    def informed(self, on: date, slug: str) -> None:
        fields = {"agreement_id": self.agreement_id, "on": on}
        self.do(on, f"chef.{slug}", f"informed {slug}", a.InformAboutAgreement, **fields)

    def held(self, on: date, entered: date, parties: tuple[str, ...]) -> None:
        present = frozenset(unit_id(each) for each in parties)
        fields = {"agreement_id": self.agreement_id, "on": on, "present": present, "confirmed": _LATE}
        self.do(entered, f"chef.soc-{self.slug}", f"held {on}", a.HoldAgreementFollowUp, **fields)


def steps() -> Iterator[Step]:
    for slug, (since, health_centre, psychiatry) in SIGNED.items():
        yield from _in_force(slug, since, health_centre, psychiatry).steps
    yield from _vasteras().steps


def _in_force(slug: str, since: date, health_centre: str, psychiatry: str) -> Told:
    told = Told(slug)
    care = (health_centre, f"psyk-{psychiatry}") if psychiatry else (health_centre,)
    parties = (*care, f"soc-{slug}", f"ame-{slug}")
    told.draft(ENTERED, CareScope.BOTH if psychiatry else CareScope.PRIMARY_CARE, *parties)
    for number, party in enumerate(parties):
        told.sign(ENTERED, party, since - timedelta(days=7 if number == 0 else 0))
    for party in parties:
        told.informed(ENTERED, party)
    due, number = add_months(since, 6), 0
    while due < _UNTIL and (slug, due) != NOT_CALLED:
        on = _working_day(due)
        told.held(on, max(on, ENTERED), parties)
        number += 1
        due = add_months(since, 6 + 12 * number)
    if at := CALLED.get(slug):
        fields = {"agreement_id": told.agreement_id, "at": at}
        told.do(date(2026, 11, 9), f"chef.soc-{slug}", "called", a.CallAgreementFollowUp, **fields)
    return told


def _vasteras() -> Told:
    """Two of three have signed."""
    told = Told("vasteras")
    told.draft(date(2026, 9, 14), CareScope.BOTH, "talltitan", "psyk-vasteras", "soc-vasteras")
    told.sign(date(2026, 10, 5), "talltitan", date(2026, 10, 5))
    told.sign(date(2026, 10, 19), "psyk-vasteras", date(2026, 10, 19))
    return told


def _working_day(day: date) -> date:
    """The day itself, or the last working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day
