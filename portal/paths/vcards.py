"""Ways in as vCard 4.0 (RFC 6350), for the telephone's own address book."""

from collections.abc import Iterable
from typing import Any

from litestar import Response

_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;", "\r": None})
LONGEST = 70  # octets a line, so that the folded line keeps within 75


def card(row: dict[str, Any]) -> str:
    """One unit's card from its row of the directory; who answers now stands in it."""
    lines = ["BEGIN:VCARD", "VERSION:4.0", "KIND:org", f"FN:{_text(row['name'])}", f"ORG:{_text(row['name'])}"]
    if row["phone"]:
        number = "".join(sign for sign in row["phone"] if sign.isdigit() or sign == "+")
        lines.append(f"TEL;VALUE=uri;TYPE=work:tel:{number}")
    note = ". ".join(
        part for part in (row["who"], row["role"], *(f"{t['term']}: {t['text']}" for t in row["terms"])) if part
    )
    lines += [f"NOTE:{_text(note)}", f"UID:urn:uuid:{row['unit_id']}", "END:VCARD"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def cards(rows: Iterable[dict[str, Any]]) -> Response[bytes]:
    """As a file to save."""
    return Response(
        "".join(card(row) for row in rows).encode(),
        media_type="text/vcard",
        headers={"content-disposition": 'attachment; filename="kontaktvagar.vcf"'},
    )


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _folded(line: str) -> str:
    parts, current = [], ""
    for sign in line:
        if len((current + sign).encode()) > LONGEST:
            parts.append(current)
            current = ""
        current += sign
    return "\r\n ".join([*parts, current])
