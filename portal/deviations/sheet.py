"""A list as a file that a spreadsheet opens (CSV, UTF-8 with its mark, semicolons as Swedish ones expect)."""

import csv
import io
from collections.abc import Iterable, Sequence

from litestar import Response


def sheet(name: str, heads: Sequence[str], lines: Iterable[Sequence[str]]) -> Response[bytes]:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_harmless(cell) for cell in line] for line in lines)
    return Response(
        out.getvalue().encode("utf-8-sig"),
        media_type="text/csv",
        headers={"content-disposition": f'attachment; filename="{name}.csv"'},
    )


def _harmless(cell: str) -> str:
    """What a spreadsheet would take for a formula stands as text."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
