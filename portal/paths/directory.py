"""The directory of ways in: which units are asked for, in what order, under which headings."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from events.code_lists import MUNICIPALITIES
from orgs.directory import Directory, Unit
from orgs.kinds import UnitType
from portal.swedish import collation_key, joined, label
from projections import contact_paths
from projections.contact_paths import folded
from projections.view import Connection

WHOLE_COUNTY = "Hela länet"
ORDER = (UnitType.SOCIAL_SERVICES_UNIT, UnitType.LABOUR_MARKET_UNIT)
"""Asked for most often by care; then the others by name."""

Row = tuple[Unit, str]
"""A unit and the folded words that it is found by."""
_KNOWN: WeakKeyDictionary[Directory, tuple[int, list[Row]]] = WeakKeyDictionary()


class Asked(NamedTuple):
    """What the reader looks for; blank means all."""

    text: str = ""
    municipality: str = ""
    kind: str = ""

    @property
    def all(self) -> bool:
        return not (self.text.strip() or self.municipality or self.kind)


def found(rows: list[Row], asked: Asked) -> list[Unit]:
    """Units that match, in the order of ``rows``; each word must be found somewhere."""
    for word in folded(asked.text).split():
        rows = [row for row in rows if word in row[1]]
    return [
        unit
        for unit, _ in rows
        if (not asked.municipality or asked.municipality in unit.serves_municipalities)
        and (not asked.kind or asked.kind == unit.unit_type)
    ]


@lru_cache(maxsize=2)
def listed(directory: Directory) -> list[Row]:
    """Every active unit that may have a way in, in Swedish order; sorted and folded once a directory."""
    units = [unit for unit in directory.units.values() if unit.active and unit.party is not None]
    units.sort(key=lambda unit: (_order(unit), collation_key(unit.name)))
    return [(unit, folded(f"{unit.name} {label(unit.unit_type, 'unit_type')} {_places(unit)}")) for unit in units]


def with_names(directory: Directory, connection: Connection) -> list[Row]:
    """The same, each also with the names of its contacts: read anew only when one of them has changed."""
    changed, known = contact_paths.names_changed(connection), _KNOWN.get(directory)
    if known is None or known[0] != changed:
        names = dict(contact_paths.names(connection))
        known = changed, [(unit, f"{said} {names.get(unit.unit_id, '')}") for unit, said in listed(directory)]
        _KNOWN[directory] = known
    return known[1]


def _order(unit: Unit) -> int:
    return ORDER.index(unit.unit_type) if unit.unit_type in ORDER else len(ORDER)


def _places(unit: Unit) -> str:
    return " ".join(MUNICIPALITIES[code].name for code in unit.serves_municipalities)


def grouped(units: Iterable[Unit], own: Unit) -> list[tuple[str, list[Unit]]]:
    """Headings with their units: the own municipality first, then groups of municipalities, then the county."""
    home = home_of(own)
    groups: dict[str, list[Unit]] = {}
    for unit in units:
        groups.setdefault(_heading(unit, home), []).append(unit)
    first = f"{MUNICIPALITIES[home].name}, din kommun" if home else ""
    return sorted(groups.items(), key=lambda pair: (pair[0] != first, pair[0] == WHOLE_COUNTY, collation_key(pair[0])))


def home_of(unit: Unit) -> str:
    """The municipality of a unit that works in one alone; blank for the others."""
    return unit.serves_municipalities[0] if len(unit.serves_municipalities) == 1 else ""


def _heading(unit: Unit, home: str) -> str:
    served = unit.serves_municipalities
    if home and home in served:
        return f"{MUNICIPALITIES[home].name}, din kommun"
    names = {MUNICIPALITIES[code].group for code in served}
    if len(names) != 1:
        return WHOLE_COUNTY
    return _group_heading(names.pop(), served[0][:2])


@lru_cache(maxsize=64)
def _group_heading(group: str, county: str) -> str:
    members = [one.name for one in MUNICIPALITIES.values() if one.group == group and one.county_code == county]
    members.sort(key=collation_key)
    return members[0] if members == [group] else f"{group}: {joined(members)}"


def municipalities_of(unit: Unit) -> str:
    """Where the unit works, in few words."""
    served = unit.serves_municipalities
    if len(served) > 3:
        return "flera kommuner"
    return joined([MUNICIPALITIES[code].name for code in served]) if served else ""


@lru_cache(maxsize=2)
def municipality_options(directory: Directory) -> list[dict[str, str]]:
    codes = {code for unit, _ in listed(directory) for code in unit.serves_municipalities}
    places = sorted((MUNICIPALITIES[code] for code in codes), key=lambda one: collation_key(one.name))
    return [{"value": one.code, "label": one.name} for one in places]
