"""What keeps failing between us: by type, pair of units, clause of the routine and month, each a table with bars."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from litestar import get
from litestar.response import Template

from events.calendar import add_months
from events.deviation_readers import READERS
from events.facts.deviations import DeviationKind
from orgs.directory import Directory
from portal import swedish
from portal.acting import AnyRequest, looking
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from projections import deviation_patterns
from projections.deviation_patterns import Pattern

MONTHS = 12
LONGEST = 100
"""Width of the longest bar, in units of the drawing."""


@get("/avvikelser/monster", guards=[needs(READERS)], sync_to_thread=True)
def patterns(request: AnyRequest) -> Template:
    """Over the deviations this reader may read: the same rows as in the list, counted."""
    today, directory = portal_of(request).clock.today(), request.state.directory
    first = add_months(today.replace(day=1), 1 - MONTHS)
    with looking(request) as connection:
        found = deviation_patterns.patterns(connection, first)
    months = [add_months(first, n) for n in range(MONTHS)]
    by_month = _counted(found, lambda each: each.month)
    return page(
        request,
        "deviations/patterns.html",
        title="Mönster",
        lead=_lead(found),
        tables=[
            _table("typ", "Vad som hände", found, lambda each: swedish.label(each.type, "deviation_type")),
            _table("par", "Mellan vilka", found, lambda each: _pair(each, directory)),
            _table("del", "Del av rutinen", [each for each in found if each.kind == "deviation"], _clause),
            {
                "id": "manad",
                "heading": "Månad för månad",
                "rows": _rows([(swedish.MONTHS[m.month - 1] + f" {m.year}", *by_month[m]) for m in months]),
            },
        ],
    )


def _lead(found: list[Pattern]) -> str:
    deviations = sum(each.count for each in found if each.kind == DeviationKind.DEVIATION)
    remarks = sum(each.count for each in found) - deviations
    said = f"{swedish.counted(deviations, 'en avvikelse', 'avvikelser')} och"
    said += f" {swedish.counted(remarks, 'en synpunkt', 'synpunkter')} de senaste tolv månaderna."
    return swedish.upper_first(said)


def _pair(each: Pattern, directory: Directory) -> str:
    return f"{directory.name_of(each.by_unit)} om {directory.name_of(each.about_unit)}"


def _clause(each: Pattern) -> str:
    return swedish.label(each.clause, "routine_clause") if each.clause else "Inte angivet"


def _counted(found: Iterable[Pattern], of: Callable[[Pattern], Any]) -> dict[Any, tuple[int, int]]:
    """(deviations, remarks) by what ``of`` says."""
    deviations, remarks = Counter[Any](), Counter[Any]()
    for each in found:
        (deviations if each.kind == DeviationKind.DEVIATION else remarks)[of(each)] += each.count
    keys = [*deviations, *remarks]
    pairs = {key: (deviations[key], remarks[key]) for key in keys}
    return _WithZero(pairs)


class _WithZero(dict[Any, tuple[int, int]]):
    def __missing__(self, key: Any) -> tuple[int, int]:
        return 0, 0


def _table(id_: str, heading: str, found: Iterable[Pattern], of: Callable[[Pattern], str]) -> dict[str, Any]:
    """The most first, then by name."""
    counted = _counted(found, of).items()
    ordered = sorted(counted, key=lambda pair: (-sum(pair[1]), swedish.collation_key(pair[0])))
    return {"id": id_, "heading": heading, "rows": _rows([(label, *counts) for label, counts in ordered])}


def _rows(counted: list[tuple[str, int, int]]) -> list[dict[str, Any]]:
    most = max((deviations + remarks for _, deviations, remarks in counted), default=0) or 1
    return [
        {
            "label": label,
            "deviations": deviations,
            "remarks": remarks,
            "bar": round(LONGEST * deviations / most, 1),
            "after": round(LONGEST * remarks / most, 1),
        }
        for label, deviations, remarks in counted
    ]
