"""Opening hours as people write them, one line a day: "8.00–16.00", "8-12 och 13-16"; and back into the form.

``{at}.times`` holds for Monday to Friday, ``{at}.times.1`` … ``.5`` for a day that differs. They become the rows
``{at}.hours.N.weekday|from|to`` of the command.
"""

import re

from events.facts.paths import Contact
from portal.forms import Fields, last
from portal.paths.opening_words import spans_said

WORKING_DAYS = range(1, 6)
_SPAN = re.compile(r"\s*([0-9.:]+)\s*(?:[-–—]|till)\s*([0-9.:]+)\s*")
_APART = re.compile(r",|;|\boch\b")


def into_rows(form: Fields, at: str) -> Fields:
    """The rows that the typed lines stand for; what cannot be read goes on as it is, to be refused at its row."""
    rows: Fields = {}
    for weekday in WORKING_DAYS:
        typed = last(form, f"{at}.times.{weekday}").strip() or last(form, f"{at}.times").strip()
        for part in _APART.split(typed) if typed else []:
            found = _SPAN.fullmatch(part)
            opens, closes = found.groups() if found else (part.strip() or "-", "-")
            row = f"{at}.hours.{len(rows) // 3}"
            rows |= {f"{row}.weekday": [str(weekday)], f"{row}.from": [opens], f"{row}.to": [closes]}
    return rows


def line_of(form: Fields, at: str, row: int) -> str:
    """The field in which the row was typed, for its fault to stand at."""
    weekday = last(into_rows(form, at), f"{at}.hours.{row}.weekday")
    own = f"{at}.times.{weekday}"
    return own if last(form, own).strip() else f"{at}.times"


def into_lines(contact: Contact, at: str) -> dict[str, str]:
    """What the form opens with: one line when all working days are alike, otherwise a line a day."""
    lines = {weekday: spans_said(contact.hours, weekday) for weekday in WORKING_DAYS}
    if len(set(lines.values())) == 1:
        return {f"{at}.times": lines[1]}
    return {f"{at}.times.{weekday}": line for weekday, line in lines.items()}
