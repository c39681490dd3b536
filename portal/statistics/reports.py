"""The reports that are made out of one edition in one click (domain.md 7.5): what stands in them, and their names."""

import hashlib
from collections.abc import Sequence

import msgspec

from events.code_lists import COUNTIES
from orgs.directory import Directory
from portal.statistics.documents import Document, Part, Source, counted, facts_of, part_of
from portal.statistics.names import GENDER, period_name
from portal.statistics.sheets import Line, Sheet
from portal.statistics.spoken import WORDS, Said, explained, value_said
from projections.statistics.catalogue import CATALOGUE, INDICATORS
from projections.statistics.periods import PeriodKind, period_of
from projections.statistics.tables import TOTAL, Cell, PublishedTable, Shown

BY_HAND = "lämnas manuellt"
_YEAR = frozenset({PeriodKind.YEAR})
_FROM_QUARTER = frozenset(PeriodKind) - {PeriodKind.MONTH}
_COUNTY_AND_GROUPS: frozenset[tuple[str, ...]] = frozenset(
    {(), ("gender",), ("municipality_group",), ("gender", "municipality_group"), ("gender", "kind"), ("care_scope",)}
)
_STEERING = (
    *("I01", "I02", "I03", "I05", "I06", "I08", "I11", "I12", "I13", "I14"),
    *("I15", "I16", "I17", "I18", "I19", "I21", "I25", "I26"),
)


class Report(msgspec.Struct, frozen=True):
    """``key`` in addresses and file names. ``periods``: the kinds of period it can be made for."""

    key: str
    name: str
    periods: frozenset[PeriodKind]
    indicators: tuple[str, ...]
    lead: tuple[str, ...] = ()


REPORTS = {
    report.key: report
    for report in (
        Report(
            "arsredovisning",
            "Underlag till årsredovisningen",
            _YEAR,
            ("I01", "I02", "I03", "I05", "I08", "I13", "I15", "I16", "I18", "I19", "I22", "I25", "I26"),
            ("Uppföljning av arbetet för personer som är sjukskrivna utan SGI, för året och per kommungrupp.",),
        ),
        Report(
            "uppfoljning-finsam",
            "Underlag till Uppföljning Finsam",
            _YEAR,
            ("F01", "I02", "I01"),
            (
                "Antal deltagare efter kön: i varje insats som förbundet finansierar, och i hela länet.",
                "Medel, kostnader och budget hämtas ur förbundets ekonomi. Deltagare i strukturella insatser finns inte"
                " i portalen. Där det står ”lämnas manuellt” hämtar förbundet talet från insatsen själv.",
            ),
        ),
        Report(
            "nns-inbjudan",
            "Antal att bjuda in till NNS enkät",
            _FROM_QUARTER,
            ("I01", "I22"),
            (
                "Bara antal. Portalen mäter inte NNS indikatorer och bjuder inte in någon.",
                "Personal, styrelse, chefer och remittenter räknas inte i portalen.",
            ),
        ),
        Report(
            "lansrapport",
            "Länsrapport",
            _FROM_QUARTER,
            _STEERING,
            ("Till styrgrupperna: LPO och RPO, och länschefsnätverket.",),
        ),
    )
}


def of_report(report: Report, source: Source, tables: Sequence[PublishedTable]) -> Document:
    """``tables``: all of the edition. Nothing in it depends on who asks or when, so it can be made again."""
    period = period_of(source.period)
    assert period is not None
    chosen = [table for table in tables if table.by in _COUNTY_AND_GROUPS]
    by_indicator = {key: _of(chosen, key) for key in report.indicators}
    if report.key == "uppfoljning-finsam":
        parts, used = _participants(by_indicator)
    elif report.key == "nns-inbjudan":
        parts, used = _to_invite(by_indicator)
    else:
        short = {key: _once(found) for key, found in by_indicator.items()}
        parts = tuple(part_of(key, found, _NOBODY) for key, found in short.items() if found)
        used = [table for found in short.values() for table in found]
    county = COUNTIES[source.county].name
    facts = facts_of(source, f"{county}s län")
    draft = Document(
        title=f"{report.name}, {period_name(period)}",
        source=source,
        facts=facts,
        parts=parts,
        explained=tuple(explained(used)),
        name=f"{report.key}-{source.county}-{source.period}-{source.number}",
        lead=report.lead,
    )
    checked = ("Rapportens kontrollsumma", hash_of(draft))
    return msgspec.structs.replace(draft, facts=(*facts, checked))


def hash_of(document: Document) -> str:
    """SHA-256 over all that the document says, hexadecimal."""
    return hashlib.sha256(msgspec.json.encode(document)).hexdigest()


def _of(tables: Sequence[PublishedTable], indicator: str) -> list[PublishedTable]:
    """Its figures as they stand in the catalogue; the county first, then women and men, then groups."""
    return [table for table in tables if table.indicator.partition(".")[0] == indicator]


def _once(tables: Sequence[PublishedTable]) -> list[PublishedTable]:
    """Without those that stand as the column of everybody in the same table of women and men."""
    divided = {(table.indicator, table.by[1:]) for table in tables if table.by[:1] == ("gender",) and table.cells}
    return [table for table in tables if (table.indicator, table.by) not in divided]


def _participants(found: dict[str, list[PublishedTable]]) -> tuple[tuple[Part, ...], list[PublishedTable]]:
    used = [table for tables in found.values() for table in tables if table.by in ((), ("gender",))]
    divided = [table for table in found["F01"] if table.by == ("gender", "kind")]
    lines = (
        _genders("Nya i portalen under året", "I02", used),
        _genders("Pågående i portalen den sista dagen", "I01", used),
    )
    funded = Part(
        INDICATORS["F01"].name,
        (
            _by_intervention("Nya deltagare under året", "F01.new", divided),
            _by_intervention("Pågående deltagare den sista dagen", "F01.ongoing", divided),
        ),
        (("Vad det är", INDICATORS["F01"].definition), *counted(INDICATORS["F01"])),
    )
    known = [(INDICATORS[key].name, INDICATORS[key].numerator) for key in ("I02", "I01")]
    return (funded, Part("Alla i portalen", (_by_gender("Deltagare efter kön", lines),), tuple(known))), [
        *used,
        *divided,
    ]


def _by_intervention(title: str, figure: str, tables: Sequence[PublishedTable]) -> Sheet:
    """A row for each intervention and one for them all; without a table everything is reported by hand."""
    table = next((each for each in tables if each.indicator == figure), None)
    names = {**dict(table.names), TOTAL: "Alla insatser"} if table else {TOTAL: "Alla insatser"}
    cells = {cell.key: cell for cell in table.cells} if table else {}
    lines = tuple(
        Line(
            name,
            tuple(_counted(figure, cells.get((gender, key)), withheld=bool(table)) for gender in (*GENDER, TOTAL)),
            total=key == TOTAL,
        )
        for key, name in names.items()
    )
    return Sheet(title, ("Insats", *(f"{name}, antal" for name in GENDER.values()), "Alla, antal"), lines)


def _to_invite(found: dict[str, list[PublishedTable]]) -> tuple[tuple[Part, ...], list[PublishedTable]]:
    used = [table for tables in found.values() for table in tables if table.by in ((), ("gender",))]
    lines = (
        _genders("Pågående deltagare", "I01", used),
        _genders("Deltagare som avslutades under perioden", "I22.closed", used),
    )
    return (Part("Antal att bjuda in", (_by_gender("Deltagare att bjuda in", lines),)),), used


def _by_gender(title: str, lines: tuple[Line, ...]) -> Sheet:
    return Sheet(title, ("Grupp", *(f"{name}, antal" for name in GENDER.values()), "Alla, antal"), lines)


def _genders(label: str, figure: str, tables: Sequence[PublishedTable]) -> Line:
    own = [table for table in tables if table.indicator == figure]
    cells = {(cell.key or (TOTAL,))[0]: cell for table in own for cell in table.cells}
    withheld = any(table.withheld for table in own)
    return Line(label, tuple(_counted(figure, cells.get(key), withheld=withheld) for key in (*GENDER, TOTAL)))


def _counted(figure: str, cell: Cell | None, *, withheld: bool = False) -> Said:
    """A number that is too small to show is reported by hand (domain.md 7.5). ``withheld``: there is a table without
    cells."""
    known = CATALOGUE.figure(figure)
    if cell is None or known is None:
        return Said(f"{WORDS[Shown.HIDDEN]}, {BY_HAND}" if withheld else BY_HAND)
    said = value_said(known, cell)
    return said if cell.shown is Shown.VALUE else Said(f"{said.text}, {BY_HAND}")


_NOBODY = Directory({}, {}, {}, {})
"""No table of a report names a unit, so a change of name does not change a report."""
