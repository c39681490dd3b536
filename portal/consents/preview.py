"""What each unit will be able to read, said before anything is saved, and what a new consent changes for each."""

from datetime import date
from typing import Any
from uuid import UUID

from events.case import Consent
from events.categories import CONSENTABLE, Category, Purpose
from events.kinds import ConsentForm
from orgs.directory import Directory, Unit
from orgs.kinds import Party
from portal import swedish
from portal.consents.form import Terms


def previews(terms: Terms, before: Consent | None, today: date, valid_to: date | None) -> list[dict[str, Any]]:
    """One per unit other than the own, in the order of the form."""
    unbroken = before is not None and before.active_on(today)
    again = not _only_written_now(terms, before, valid_to, unbroken=unbroken)
    return [
        {
            "name": unit.name,
            "may": _labels(terms.may[unit.unit_id]),
            "may_not": _labels(frozenset(CONSENTABLE) - terms.may[unit.unit_id]),
            "changes": _changes(terms, unit, before, unbroken=unbroken, again=again),
        }
        for unit in terms.chosen
        if unit.unit_id != terms.own.unit_id
    ]


def never_knowing(terms: Terms, before: Consent | None, today: date) -> list[str]:
    """Units that were talked about and are left out. A unit that is a party today already knows of the case."""
    known = before.units if before is not None and before.active_on(today) else frozenset()
    return [u.name for u in terms.offered if u not in terms.chosen and u.unit_id not in known]


def losing(terms: Terms, before: Consent | None, today: date, directory: Directory) -> list[str]:
    """Units that are parties now and will not be."""
    if before is None or not before.active_on(today):
        return []
    gone = before.units - terms.may.keys()
    return sorted((directory.name_of(unit) for unit in gone), key=swedish.collation_key)


def _changes(terms: Terms, unit: Unit, before: Consent | None, *, unbroken: bool, again: bool) -> list[str]:
    if unit.party is Party.FK and Purpose.INFORM_FK not in terms.purposes:
        return ["Kan inte vara med än. Kryssa i ”Berätta för Försäkringskassan” eller ta bort enheten."]
    if before is None:
        return []
    held, had = terms.may[unit.unit_id], before.categories_of(unit.unit_id)
    if not unbroken:
        return [_after_a_gap(terms, unit.unit_id)]
    if not had:
        earlier = (
            "Får läsa det som delats tidigare, när den enhet som skrev det har öppnat det."
            if unit.unit_id in terms.earlier
            else "Får bara läsa det som delas från och med nu."
        )
        return ["Är ny i ärendet och får veta att det finns.", earlier]
    said = []
    if had - held:
        said.append(f"Kan inte längre läsa: {swedish.joined(_labels(had - held))}.")
    if held - had:
        since = "" if unit.unit_id in terms.earlier else ", från och med nu"
        said.append(f"Får också läsa: {swedish.joined(_labels(held - had))}{since}.")
    if held & had:
        same = "samma" if held == had else "resten"
        said.append(f"Läser {same} som förut, även det som redan är delat.")
    if again:
        said.append("Behöver försäkra sig om det nya samtycket innan enheten kan läsa igen.")
    return said


def _after_a_gap(terms: Terms, unit_id: UUID) -> str:
    if unit_id in terms.earlier:
        return "Får läsa det som delats tidigare, när den enhet som skrev det har öppnat det."
    return "Det som delades innan samtycket upphörde förblir stängt. Kryssa i tabellen om det ska kunna öppnas igen."


def _only_written_now(terms: Terms, before: Consent | None, valid_to: date | None, *, unbroken: bool) -> bool:
    """The written form of an otherwise identical oral consent: everybody's own check still holds."""
    if before is None or not unbroken:
        return False
    same = {(unit, category) for unit, held in terms.may.items() for category in held} == set(before.scope)
    was_oral = before.fact.form is ConsentForm.ORAL and terms.written
    return same and was_oral and terms.purposes == before.fact.purposes and valid_to == before.fact.valid_to


def _labels(categories: frozenset[Category]) -> list[str]:
    """In the order of the table."""
    return [option["label"] for option in swedish.options("category", only={str(c) for c in categories})]
