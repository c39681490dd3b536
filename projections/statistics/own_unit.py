"""A unit's own figures, unmasked: what it has written and been told itself, in the cases it has written in.

For who holds a quality assignment for the unit (domain.md 2.4, SC9). No entry that is kept from the unit adds to a
figure or changes what it says of a case. Two take the case away, whoever wrote them: who objects to statistics is
counted nowhere (7.1), and a person with protected identity is not either; what the unit may then guess weighs less than
what the person was promised. Never the question about violence: what may not be followed up in a case (3.9) may not be
followed up in a count of one either.
"""

from collections.abc import Collection, Iterator, Sequence
from copy import copy
from typing import Any, NamedTuple
from uuid import UUID

from events import facts as f
from events.case import Case
from events.categories import Category
from events.facts import Entry
from events.kinds import Gender
from orgs.kinds import CARE_UNITS, UnitType
from projections.statistics import counting
from projections.statistics.catalogue import CATALOGUE
from projections.statistics.cohorts import COHORTS
from projections.statistics.facts import CaseRow, Happening, Place, Span, UnitKind
from projections.statistics.facts_of_case import facts_of
from projections.statistics.periods import Period
from projections.statistics.tables import Figure, Table
from projections.view import Connection

SCHEMA = "own"
_KNOWN_TO_ALL = ("I01", "I02")
_OF_CARE = ("I05", "I06", "I06b", "I08", "I09", "I10", "I11.median", "I11.over_90", "I11.over_180", "I11.over_365")
_OF_FK = ("I24.applied", "I24.granted", "I24.denied", "I24.median")
_CONSENTS = ("I21", "I22.closed", "I23.recorded", "I23.written", "I23.withdrawn", "I23.narrowed", "I23.expired")
_STANDING = (f.ConsentRecorded, f.ConsentWithdrawn, f.ConsentExpired, f.CaseClosed, f.CaseReopened)
"""What every party sees in how the case stands, whoever it is addressed to."""


class OfUnit(NamedTuple):
    """The rows that one unit counts from, ready for the tables."""

    table: str
    rows: list[dict[str, Any]]


def figures_of(unit_type: UnitType) -> list[Figure]:
    """What a unit of this kind can say from its own entries."""
    care = _OF_CARE if unit_type in CARE_UNITS else ()
    fk = _OF_FK if unit_type is UnitType.FK_OFFICE else ()
    found = (CATALOGUE.figure(key) for key in (*_KNOWN_TO_ALL, *care, *fk, *_CONSENTS))
    return [figure for figure in found if figure is not None]


def rows_of(case: Case, units: dict[UUID, UnitKind]) -> Iterator[OfUnit]:
    """What each unit that has written in the case counts of it."""
    for unit in sorted(case.owners & units.keys()) if not case.gone else ():
        facts = facts_of(as_known_to(case, unit), units)
        if facts is None:
            continue
        yield _row_of("case", [facts.case], unit)
        yield _row_of("place", facts.places, unit)
        yield _row_of("span", facts.spans, unit)
        yield _row_of("happening", facts.happenings, unit)


def _row_of(name: str, rows: Sequence[CaseRow | Place | Span | Happening], unit: UUID) -> OfUnit:
    return OfUnit(f"{SCHEMA}.stat_{name}", [row._asdict() | {"reader": unit} for row in rows])


def as_known_to(case: Case, unit: UUID) -> Case:
    """The case with nothing in it that the unit has not written or been told of as a party; no questions and meetings,
    which others answer."""
    known = copy(case)
    known.entries = dict(_known(case, unit))
    known.consents = [e.fact for e in known.entries.values() if isinstance(e.fact, f.ConsentRecorded)]
    known.inquiries, known.sips = {}, {}
    return known


def _known(case: Case, unit: UUID) -> Iterator[tuple[int, Entry]]:
    """What the unit wrote, what it was told, and how the case stood for as long as it was party."""
    party = False
    for version, entry in case.entries.items():
        match entry.fact:
            case f.ConsentRecorded(scope=scope):
                party = any(recipient.unit_id == unit for recipient in scope)
            case f.ConsentNarrowed(removed=removed):
                party = party and not any(each.unit_id == unit and not each.categories for each in removed)
        told = entry.category is Category.STRUCTURE and unit in entry.recipients
        if entry.owner_unit == unit:
            told = entry.category is not Category.VIOLENCE_QUESTION
        if told or (party and isinstance(entry.fact, _STANDING)):
            yield version, entry


def count(connection: Connection, period: Period, figures: Collection[Figure]) -> list[Table]:
    """By women and men, in the order of ``figures``. The connection says which unit, and under which assignment."""
    wanted = {figure.key: figure for figure in figures}
    given = {"first": period.first, "last": period.last, "year": period.last.year, "places": None}
    made = {}
    for cohort in COHORTS:
        if cohort.measures.keys() & wanted.keys():
            for key, cells in counting.counted(connection, cohort, given, SCHEMA).items():
                if key in wanted:
                    keys = {"gender": tuple(Gender)}
                    made[key] = counting.table_of(wanted[key], period, ("gender",), cells, {}, keys)
    return [made[figure.key] for figure in figures]
