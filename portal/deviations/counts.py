"""How many deviations were reported in the county, as the coordination association may know it: never a text.

Only half-years that have ended: their counts no longer change, and do not overlap. 1-4 is said as "färre än 5"
(domain.md 7.3, SC1). No sum is given where a cell is hidden, so that none can be worked out from the others.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from litestar.response import Template

from events.deviation_facts import DeviationKind, DeviationType
from portal import swedish
from portal.acting import AnyRequest, looking
from portal.house import portal_of
from portal.pages import page
from projections import deviation_patterns
from projections.deviation_patterns import Count
from projections.deviations import half_year

SMALLEST = 5
HIDDEN, WITHHELD = "färre än 5", "visas inte"
HEADS = ["Period", "Slag", "Vad", "Antal"]


class Cell(msgspec.Struct, frozen=True):
    """``value`` is null where the count is too small to show."""

    period: str
    kind: str
    type: str
    value: int | None
    display: str


class Table(msgspec.Struct, frozen=True):
    period: str
    said: str
    rows: list[Cell]
    total: dict[str, str]
    """By kind; withheld where a cell of that kind is hidden."""


def tables(counts: Iterable[Count], today: date) -> list[Table]:
    """The latest half-year first; one without any report is left out."""
    found: dict[str, dict[tuple[str, str], int]] = {}
    for each in counts:
        if each.half_year < half_year(today):
            found.setdefault(each.half_year, {})[each.kind, each.type] = each.count
    return [_table(period, found[period]) for period in sorted(found, reverse=True)]


def _table(period: str, counted: dict[tuple[str, str], int]) -> Table:
    rows = [
        _cell(period, kind, type_, counted.get((kind, type_), 0)) for kind in DeviationKind for type_ in DeviationType
    ]
    total = {}
    for kind in DeviationKind:
        values = [row.value for row in rows if row.kind == kind]
        total[kind.value] = WITHHELD if None in values else str(sum(value or 0 for value in values))
    half = "första halvåret" if period.endswith("1") else "andra halvåret"
    return Table(period, f"{swedish.upper_first(half)} {period[:4]}", rows, total)


def _cell(period: str, kind: str, type_: str, count: int) -> Cell:
    small = 0 < count < SMALLEST
    return Cell(period, str(kind), str(type_), None if small else count, HIDDEN if small else str(count))


def lines(counts: Iterable[Count], today: date) -> list[list[str]]:
    """For the sheet: the same cells as on the page, no more."""
    return [
        [row.period, swedish.label(row.kind, "deviation_kind"), swedish.label(row.type, "deviation_type"), row.display]
        for table in tables(counts, today)
        for row in table.rows
    ]


def counted_page(request: AnyRequest) -> Template:
    with looking(request) as connection:
        counted = deviation_patterns.counts(connection)
    shown = [_said(table) for table in tables(counted, portal_of(request).clock.today())]
    return page(request, "deviations/counted.html", title="Avvikelser", tables=shown)


def _said(table: Table) -> dict[str, Any]:
    display = {(row.kind, row.type): row.display for row in table.rows}
    rows = [
        {
            "type": swedish.label(type_, "deviation_type"),
            "cells": [
                {"text": text, "hidden": text == HIDDEN} for kind in DeviationKind if (text := display[kind, type_])
            ],
        }
        for type_ in DeviationType
    ]
    return {
        "id": f"p{table.period}",
        "said": table.said,
        "rows": rows,
        "total": [{"text": text, "hidden": text == WITHHELD} for text in table.total.values()],
    }
