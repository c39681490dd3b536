"""What goes onto paper and into files: sheets with all that must be printed beside them (domain.md 7.1)."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from orgs.directory import Directory
from portal.statistics.differences import sheets
from portal.statistics.names import Names, edition_name, extracted, period_name
from portal.statistics.sheets import Sheet
from portal.statistics.spoken import explained
from portal.swedish import upper_first
from projections.statistics.catalogue import INDICATORS
from projections.statistics.indicator import COVERAGE_NOTE, Indicator
from projections.statistics.periods import period_of
from projections.statistics.tables import PublishedTable


class Source(msgspec.Struct, frozen=True):
    """The edition that all figures are from. ``kind``: "first", "frozen" or "revision"."""

    county: str
    period: str
    number: int
    kind: str
    made_at: datetime
    hash: str


class Part(msgspec.Struct, frozen=True):
    """One indicator: its sheets under a heading, and what is counted."""

    title: str
    sheets: tuple[Sheet, ...]
    definitions: tuple[tuple[str, str], ...] = ()


class Document(msgspec.Struct, frozen=True):
    """``facts`` are printed first on paper and in every file: period, extraction date, edition, hash, coverage."""

    title: str
    source: Source
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    explained: tuple[tuple[str, str], ...]
    name: str
    """Of the file, without its ending."""
    lead: tuple[str, ...] = ()


def of_indicator(
    indicator: str, county_name: str, source: Source, tables: Sequence[PublishedTable], directory: Directory
) -> Document:
    """All tables of one indicator in one edition."""
    known = INDICATORS[indicator]
    part = part_of(indicator, tables, directory)
    name = f"{indicator.lower()}-{source.county}-{source.period}"
    return Document(known.name, source, facts_of(source, county_name), (part,), tuple(explained(tables)), name)


def part_of(indicator: str, tables: Sequence[PublishedTable], directory: Directory) -> Part:
    known = INDICATORS[indicator]
    names = Names(directory, indicator)
    definitions = [
        ("Vad det är", known.definition),
        *counted(known),
        *((f"Mål {goal.value:g}", f"{goal.label}. Källa: {goal.source}.") for goal in known.goals),
        ("Beteckning", known.id),
    ]
    return Part(known.name, sheets(tables, names), tuple((term, text) for term, text in definitions if text))


_OF_THESE = "Av dessa: "


def counted(known: Indicator) -> list[tuple[str, str]]:
    """A share in the words of its columns: "antal", and how many "av dem"."""
    if not known.denominator:
        return [("Räknas", known.numerator)]
    if not known.numerator.startswith(_OF_THESE):
        return [("Räknas", known.numerator), ("Jämförs med", known.denominator)]
    return [("Antal", known.denominator), ("Av dem", upper_first(known.numerator.removeprefix(_OF_THESE)))]


def facts_of(source: Source, county_name: str) -> tuple[tuple[str, str], ...]:
    period = period_of(source.period)
    assert period is not None
    return (
        ("Område", county_name),
        ("Period", period_name(period)),
        ("Hämtat", extracted(source.made_at)),
        ("Utgåva", edition_name(source.kind, source.number)),
        ("Utgåvans kontrollsumma", source.hash),
        ("Vilka siffrorna gäller", COVERAGE_NOTE),
    )
