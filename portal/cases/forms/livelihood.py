"""The forms for what the person lives on and whether there is an SGI."""

from typing import Any

from events import commands as c
from events.authorities import may_note
from events.calendar import day_of
from events.categories import Category
from events.kinds import Livelihood
from events.leave import PAYING, pays
from events.reading import Reading
from orgs.directory import Directory
from orgs.kinds import Party
from portal.cases.forms.case_form import CaseForm
from portal.swedish import options


def may_tell_livelihood(reading: Reading) -> bool:
    return may_note(reading.gate.officer, *PAYING)


def may_tell_sgi(reading: Reading) -> bool:
    return may_note(reading.gate.officer, Party.FK)


def _livelihood(reading: Reading, directory: Directory) -> dict[str, Any]:
    """Whether the own unit pays it, or only knows it from the person."""
    party = reading.gate.officer.unit.party
    own = [source for source in Livelihood if pays(party, source)]
    return {
        "sources": options("livelihood"),
        "always_told": not own,
        "pays_some": bool(own) and len(own) < len(Livelihood),
    }


def _told(reading: Reading, directory: Directory) -> dict[str, Any]:
    party = reading.gate.officer.unit.party
    return {"source_reported_by_person": "true" if party is Party.REGION else "false"}


def _sgi(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {"statuses": options("sgi_status"), "from_fk": reading.gate.officer.unit.party is Party.FK}


def _as_of(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {"as_of": day_of(reading.moment)}


LIVELIHOOD = CaseForm(
    "facts/livelihood.html",
    c.RecordLivelihood,
    "Anteckna försörjning",
    "Dela",
    "forsorjning",
    category_of=lambda reading: Category.LIVELIHOOD if may_tell_livelihood(reading) else None,
    offers=_livelihood,
    filled=_told,
    texts=("lasare",),
    lead="Skriv vad personen lever på, aldrig belopp och inget om hushållet.",
)
SGI = CaseForm(
    "facts/sgi.html",
    c.RecordSgiStatus,
    "Anteckna SGI",
    "Dela",
    "sgi",
    category_of=lambda reading: Category.SOCIAL_INSURANCE if may_tell_sgi(reading) else None,
    offers=_sgi,
    filled=_as_of,
    texts=("lasare",),
)
