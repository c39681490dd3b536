"""Makes a report again from its edition and compares: is this file what the portal printed? (contract.md 3)"""

import lzma
import re
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import msgspec

from portal.statistics.documents import Document, Source
from portal.statistics.files import as_csv, as_workbook
from portal.statistics.paper import as_pdf
from portal.statistics.refused import ReportRefused
from portal.statistics.reports import REPORTS, of_report
from projections.statistics import editions
from projections.statistics.editions import Edition
from projections.statistics.periods import period_of
from projections.view import Connection

FORMS: dict[str, Callable[[Document], bytes]] = {"pdf": as_pdf, "xlsx": as_workbook, "csv": as_csv}
_LARGEST = 20_000_000
# What zipfile raises of a damaged file: also for a packing it does not know, a password, a place before its beginning.
_NO_ZIP = (
    *(zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError),
    *(zlib.error, lzma.LZMAError),
)
_NAME = re.compile(rf"\b({'|'.join(REPORTS)})-(\d\d)-(20\d\d(?:[MQTH]\d{{1,2}})?)-(\d{{1,4}})\b")


class Named(msgspec.Struct, frozen=True):
    """What a report's file says that it is."""

    report: str
    county: str
    period: str
    number: int
    form: str


def named(content: bytes) -> Named:
    """Raises ``ReportRefused`` for what is no report of ours."""
    if len(content) > _LARGEST:
        raise ReportRefused("Filen är för stor för att vara en av portalens rapporter.")
    form, text = _text(content)
    found = _NAME.search(text)
    if not form or not found:
        raise ReportRefused(
            "Filen är inte en rapport från portalen. Den ska vara en PDF, Excel- eller CSV-fil härifrån."
        )
    return Named(found[1], found[2], found[3], int(found[4]), form)


def _text(content: bytes) -> tuple[str, str]:
    """The form of the file and where its name is looked for."""
    if content.startswith(b"%PDF-"):
        return "pdf", content.decode("latin-1")
    if content.startswith(b"PK"):
        try:
            with zipfile.ZipFile(BytesIO(content)) as opened, opened.open("docProps/core.xml") as properties:
                return "xlsx", properties.read(100_000).decode("utf-8", "replace")
        except _NO_ZIP:
            return "", ""
    return "csv", content[:2000].decode("utf-8", "replace")


def made(connection: Connection, wanted: Named) -> bytes:
    """The file made from the edition. Raises ``ReportRefused`` where there is no such edition."""
    return FORMS[wanted.form](document(connection, wanted))


def document(connection: Connection, wanted: Named) -> Document:
    """Raises ``ReportRefused``: no such report, no such period for it, or no such edition."""
    edition = edition_of(connection, wanted)
    source = Source(*(getattr(edition, name) for name in Source.__struct_fields__))
    return of_report(REPORTS[wanted.report], source, editions.every_table(connection, edition))


def edition_of(connection: Connection, wanted: Named) -> Edition:
    """Raises ``ReportRefused`` as above."""
    report, period = REPORTS.get(wanted.report), period_of(wanted.period)
    if report is None:
        raise ReportRefused(f"Det finns ingen rapport {wanted.report}. De som finns: {', '.join(REPORTS)}.")
    if period is None or period.kind not in report.periods:
        raise ReportRefused(f"{report.name} görs inte för perioden {wanted.period}.")
    for edition in editions.of_county(connection, wanted.county):
        if (edition.period, edition.number) == (wanted.period, wanted.number):
            return edition
    raise ReportRefused(f"Det finns ingen utgåva {wanted.number} för {wanted.period} i län {wanted.county}.")


def check(connection: Connection, content: bytes) -> Named:
    """What the file is, when it is byte for byte what the portal makes; otherwise ``ReportRefused``."""
    wanted = named(content)
    if made(connection, wanted) != content:
        raise ReportRefused(
            "Filen stämmer inte med portalens utgåva: den är ändrad, eller gjord med en annan version av portalen."
        )
    return wanted


def newest(connection: Connection, report: str, county: str, period: str | None, form: str) -> Named:
    """The latest edition that the report can be made from, of the given period or of the latest that it is made for."""
    known = REPORTS.get(report)
    if known is None:
        raise ReportRefused(f"Det finns ingen rapport {report}. De som finns: {', '.join(REPORTS)}.")
    fit = [
        (found.last, each.number, each)
        for each in editions.of_county(connection, county)
        if (found := period_of(each.period)) and found.kind in known.periods and period in (None, each.period)
    ]
    if not fit:
        raise ReportRefused(
            f"Det finns ingen utgåva att göra {known.name.lower()} av{f' för {period}' if period else ''}."
        )
    edition = max(fit, key=lambda each: each[:2])[2]
    return Named(report, county, edition.period, edition.number, form)
