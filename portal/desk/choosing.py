"""Which cases to show and in what order, as they stand in the address: filters, sorting, page.

A value that the portal does not know (a filter that is no longer there, a mistyped address) is set aside and told, so
that an old bookmark or saved view still opens.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from events.code_lists import MUNICIPALITIES
from events.kinds import Status
from orgs.directory import Directory
from orgs.kinds import Party
from portal.desk.reasons import CONSENT_AHEAD, RULES, Reason, order
from portal.desk.standing import Standing
from portal.swedish import collation_key

_PAGE = re.compile(r"[1-9]\d{0,2}", re.ASCII)


class Row(NamedTuple):
    """A case in the list: how it stands, and why it stands where it does."""

    seen: Standing
    reasons: Sequence[Reason]
    name: Callable[[], str]


class Asking(NamedTuple):
    unit_id: UUID
    directory: Directory


Matches = Callable[[Row, str, Asking], bool]


class Filter(NamedTuple):
    name: str
    """In the address."""
    label: str
    every: str
    """What stands when nothing is chosen."""
    values: Mapping[str, str]
    matches: Matches


OPEN = "oppna"
STATUSES = {
    OPEN: "Alla öppna",
    "active": "Pågående",
    "draft": "Utkast",
    "suspended": "Vilande",
    "closed": "Avslutade",
    "alla": "Alla",
}
PARTIES: dict[str, str] = {
    Party.REGION: "Vården",
    Party.SOCIAL_SERVICES: "Försörjningsstöd",
    Party.LABOUR_MARKET: "Arbetsmarknadsenhet",
    Party.FK: "Försäkringskassan",
    Party.AF: "Arbetsförmedlingen",
}
WAITED_FOR = {"oss": "Er enhet", "andra": "Någon annan part", "ingen": "Ingen"} | PARTIES
LENGTHS = {"1-29": "Under 30 dagar", "30-90": "30–90 dagar", "91-180": "91–180 dagar", "181-365": "181–365 dagar"}
LENGTHS |= {"366-": "Över 365 dagar"}
QUIET = {"14": "14 dagar", "30": "30 dagar", "60": "60 dagar", "90": "90 dagar"}


def _status(row: Row, value: str, asking: Asking) -> bool:
    if value == OPEN:
        return row.seen.status is not Status.CLOSED
    return value in {"alla", row.seen.status.value}


def _municipality(row: Row, value: str, asking: Asking) -> bool:
    return row.seen.told and row.seen.case.municipality_code == value


def _party(row: Row, value: str, asking: Asking) -> bool:
    others = (unit for unit in row.seen.case.units if unit != asking.unit_id) if row.seen.told else ()
    return any(asking.directory.units[unit].party == value for unit in others)


def _length(row: Row, value: str, asking: Asking) -> bool:
    least, _, most = value.partition("-")
    return row.seen.day is not None and int(least) <= row.seen.day <= int(most or 100_000)


def _degree(row: Row, value: str, asking: Asking) -> bool:
    return (row.seen.degree or 0) == int(value)


def _consent(row: Row, value: str, asking: Asking) -> bool:
    last = row.seen.consent_to
    if value == "saknas":
        return last is None
    return last is not None and (value == "galler" or (last - row.seen.today).days <= CONSENT_AHEAD)


def _waiting(row: Row, value: str, asking: Asking) -> bool:
    waits = row.seen.waits_on
    others = waits - {asking.unit_id}
    match value:
        case "oss":
            return asking.unit_id in waits
        case "andra":
            return bool(others)
        case "ingen":
            return not waits
    return any(asking.directory.units[unit].party == value for unit in others)


def _quiet(row: Row, value: str, asking: Asking) -> bool:
    days = row.seen.days_since_change()
    return days is not None and days >= int(value)


def _reason(row: Row, value: str, asking: Asking) -> bool:
    return any(reason.name == value for reason in row.reasons)


FILTERS: tuple[Filter, ...] = (
    Filter("status", "Status", STATUSES[OPEN], STATUSES, _status),
    Filter("part", "Part", "Alla parter", PARTIES, _party),
    Filter(
        "samtycke",
        "Samtycke",
        "Alla",
        {"galler": "Gäller", "snart": "Går ut inom 30 dagar", "saknas": "Saknas"},
        _consent,
    ),
    Filter("vantar", "Väntar på", "Alla", WAITED_FOR, _waiting),
    Filter("skal", "Skäl", "Alla skäl", {rule.name: rule.label for rule in RULES}, _reason),
    Filter("kommun", "Kommun", "Alla kommuner", {code: m.name for code, m in MUNICIPALITIES.items()}, _municipality),
    Filter("langd", "Sjukfallets längd", "Alla längder", LENGTHS, _length),
    Filter(
        "grad",
        "Sjukskrivningsgrad",
        "Alla grader",
        {"100": "100 %", "75": "75 %", "50": "50 %", "25": "25 %", "0": "Inte sjukskriven i dag"},
        _degree,
    ),
    Filter("tyst", "Utan händelse", "Alla", QUIET, _quiet),
)

SORTS = {
    "skal": "Mest brådskande",
    "andrad": "Senast hänt",
    "langd": "Längst sjukfall",
    "intyg": "Intyget går ut först",
    "samtycke": "Samtycket går ut först",
    "namn": "Namn",
}
Key = Callable[[Row], tuple[object, ...]]
_KEYS: dict[str, Key] = {
    "skal": lambda row: order(row.reasons, row.seen),
    "andrad": lambda row: (
        -(row.seen.case.changed_at.timestamp() if row.seen.told and row.seen.case.changed_at else 0),
    ),
    "langd": lambda row: (-(row.seen.day or 0),),
    "intyg": lambda row: (row.seen.spell is None, row.seen.spell.last.toordinal() if row.seen.spell else 0),
    "samtycke": lambda row: (row.seen.consent_to is None, row.seen.consent_to or row.seen.today),
    "namn": lambda row: collation_key(row.name()),
}


class Choice(NamedTuple):
    """What the address says. ``set_aside``: labels of filters with a value that is not there any more."""

    values: dict[str, str]
    sort: str = "skal"
    part: int = 1
    set_aside: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The same choice as an address says it, shortest form, without the page."""
        given = {name: value for name, value in self.values.items() if value}
        return urlencode(given | ({"ordna": self.sort} if self.sort != "skal" else {}))

    def address(self, part: int = 1) -> str:
        query = "&".join(each for each in (self.query, f"sida={part}" if part > 1 else "") if each)
        return f"/arenden?{query}" if query else "/arenden"

    @property
    def narrowed(self) -> bool:
        return bool(self.values)


def choice(asked: Iterable[tuple[str, str]]) -> Choice:
    """From the pairs of an address; blanks and names that are not ours count for nothing."""
    given = {name: value for name, value in asked if value}
    values, aside = {}, []
    for each in FILTERS:
        if (value := given.get(each.name)) is None or (each.name == "status" and value == OPEN):
            continue
        if value in each.values:
            values[each.name] = str(value)
        else:
            aside.append(each.label)
    sort = given.get("ordna", "skal")
    if sort not in SORTS:
        sort = "skal"
        aside.append("Ordna efter")
    page = _PAGE.fullmatch(given.get("sida", ""))
    return Choice(values, sort, int(page[0]) if page else 1, tuple(aside))


def matching(rows: Iterable[Row], chosen: Choice, asking: Asking) -> list[Row]:
    """The rows that every filter lets through."""
    tests = [(each, chosen.values.get(each.name)) for each in FILTERS]
    active = [(each.matches, value) for each, value in tests if value]
    if "status" not in chosen.values:
        active.append((_status, OPEN))
    return [row for row in rows if all(matches(row, value, asking) for matches, value in active)]


def in_order(rows: Iterable[Row], chosen: Choice) -> list[Row]:
    key = _KEYS[chosen.sort]
    return sorted(rows, key=lambda row: (key(row), row.seen.case.number))
