"""Where there is a signed routine: municipality by care scope, on any day (domain.md 5.5, 9.1)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from events.agreement import Agreement, AgreementStatus
from events.code_lists import COUNTIES, Municipality
from events.facts.paths import CareScope
from portal.swedish import collation_key

SCOPES = (CareScope.PRIMARY_CARE, CareScope.ADULT_PSYCHIATRY)


class Cell(NamedTuple):
    """``standing`` is ``None`` when the scope is not part of that municipality's routine, or nothing is written."""

    required: bool
    standing: AgreementStatus | None


class Row(NamedTuple):
    municipality: Municipality
    cells: tuple[Cell, ...]
    """In the order of ``SCOPES``."""
    agreement: Agreement | None
    """The one to show: in force before draft before terminated."""

    @property
    def covered(self) -> bool:
        return all(cell.standing is AgreementStatus.IN_FORCE for cell in self.cells if cell.required)


def rows(agreements: Iterable[Agreement], county_code: str, day: date) -> list[Row]:
    """One row a municipality of the county, as it was on the day."""
    written = [each for each in agreements if each.drafted_on and _written_by(each, day)]
    places = sorted(COUNTIES[county_code].municipalities, key=lambda one: collation_key(one.name))
    return [_row(place, [each for each in written if each.municipality_code == place.code], day) for place in places]


def _written_by(agreement: Agreement, day: date) -> bool:
    """A routine signed on paper was there before it was entered."""
    begun = [each for each in (agreement.drafted_on, agreement.in_force_from) if each]
    return min(begun) <= day


def _row(place: Municipality, written: Sequence[Agreement], day: date) -> Row:
    best = sorted(written, key=lambda each: _ORDER.index(each.status(day)))
    cells = []
    for scope in SCOPES:
        of_scope = [each for each in best if each.covers(scope)]
        required = scope is CareScope.PRIMARY_CARE or place.psychiatry_in_routine
        cells.append(Cell(required, of_scope[0].status(day) if of_scope else None))
    return Row(place, tuple(cells), best[0] if best else None)


_ORDER = (AgreementStatus.IN_FORCE, AgreementStatus.DRAFT, AgreementStatus.TERMINATED)
