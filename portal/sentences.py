"""The Swedish sentence of a refusal: by its key (domain.md 10), by its status, or by what is wrong with its shape."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import psycopg
from litestar.exceptions import ValidationException

from events.categories import Category
from portal import swedish
from portal.refusal_sentences import REFUSALS

HEADINGS = {
    400: "Vi förstod inte det du skickade",
    401: "Du behöver logga in",
    403: "Det gick inte att skicka",
    404: "Vi hittar inte sidan",
    405: "Det går inte att göra så här",
    409: "Någon hann före",
    413: "Det du skickade är för stort",
    415: "Vi förstod inte det du skickade",
    422: "Något behöver rättas",
    500: "Något gick fel hos oss",
    503: "Portalen svarar inte just nu",
}
BY_STATUS = {
    400: "Vi kunde inte läsa det du skickade. Gå tillbaka, ladda om sidan och försök igen.",
    405: "Sidan går inte att använda på det sättet. Gå till startsidan och försök därifrån.",
    413: "Det du skickade är för stort. Korta texten eller välj en mindre fil, och försök igen.",
    415: "Vi kunde inte läsa formatet på det du skickade. Skicka ett formulär eller JSON.",
}
TECHNICAL = {
    "not_found_or_denied": "Vi hittar inget ärende som din enhet har tillgång till.",
    "login_needed": "Du behöver logga in.",
    "assignment_ended": "Ditt uppdrag har upphört, så du kan inte spara här längre.",
    "assignment_needed": "Välj vilket uppdrag du arbetar i.",
    "forged_request": (
        "Sidan du skickade från är för gammal. Inget har sparats. "
        "Gå tillbaka till den och kopiera det du skrev. Ladda om den och skicka igen."
    ),
    "malformed": "Något har fel form. Kontrollera uppgifterna och försök igen.",
    "unavailable": "Portalen når inte sin databas. Vänta en stund och försök igen. Det som redan är sparat finns kvar.",
    "unforeseen": "Försök igen. Händer det igen, säg numret {nummer} till er support.",
    "refused": "Det går inte att göra just nu.",
}

_AT = re.compile(r" - at `\$(?:\.|\[)?\.?([^`]*)`$")
_MISSING = re.compile(r"Object missing required field `([^`]+)`")
_UNKNOWN = re.compile(r"Object contains unknown field `([^`]+)`")
_LENGTH = re.compile(r"of length (<=|>=) (\d+)")
_RANGE = re.compile(r"Expected `int` (<=|>=) (\d+)")
_SHAPES: tuple[tuple[str, str], ...] = (
    ("got `null`", "Fyll i det här fältet."),
    ("Invalid UUID", "Välj ett av alternativen i listan."),
    ("Invalid enum value", "Välj ett av alternativen i listan."),
    ("Invalid RFC3339 encoded date", "Skriv datumet som år, månad och dag, till exempel 2026-11-23."),
    ("Invalid ISO8601", "Skriv tiden som timmar och minuter, till exempel 14.30."),
    ("Expected `datetime", "Skriv dag och tid, till exempel 2026-11-23 14.30."),
    ("Expected `date", "Skriv datumet som år, månad och dag, till exempel 2026-11-23."),
    ("Expected `int", "Skriv ett heltal."),
    ("Expected `float", "Skriv ett tal."),
    ("Expected `bool", "Svara ja eller nej."),
    ("Expected `array", "Välj minst ett av alternativen."),
    ("Expected `object", "Uppgifterna här hör ihop och behöver fyllas i tillsammans."),
    ("Expected `str", "Skriv en text."),
    ("Expected `null`", "Lämna fältet tomt."),
)


class _Known(dict[str, Any]):
    """Details of a refusal; a placeholder that no detail fills is left out."""

    def __missing__(self, key: str) -> str:
        return ""


def sentence_of(key: str, details: Mapping[str, Any]) -> str:
    """The sentence for ``key`` with its details filled in. An unknown key never reaches a person as a key."""
    text = REFUSALS.get(key) or TECHNICAL.get(key) or TECHNICAL["refused"]
    filled = {name: _said(value) for name, value in details.items()}
    return text.format_map(_Known(filled)).replace("  ", " ").strip()


def _said(value: Any) -> str:
    """A detail as people say it: days in words, categories by their label."""
    if isinstance(value, date):
        return swedish.day(value)
    return swedish.label(value, "category") if isinstance(value, Category) else str(value)


def shape_fault(error: Exception) -> tuple[str | None, str]:
    """Which field has the wrong shape (dotted path, ``None`` when unknown) and what to write instead."""
    if isinstance(error, psycopg.DataError):
        return None, "Texten innehåller tecken som inte går att spara. Ta bort dem och försök igen."
    if isinstance(error, ValidationException) and isinstance(error.extra, list) and error.extra:
        at, message = str(error.extra[0].get("key", "")), str(error.extra[0].get("message", ""))
        at = "" if at == "data" else at  # Litestar's name for the body as a whole
    else:
        message = str(error)
        field = _AT.search(message)
        at = field.group(1).replace("[", ".").replace("]", "").replace("...", "") if field else ""
    for pattern, sentence in ((_MISSING, "Fyll i det här fältet."), (_UNKNOWN, "Fältet {0} finns inte.")):
        if named := pattern.search(message):
            name = named.group(1)
            return f"{at}.{name}" if at else name, sentence.format(name)
    return at or None, _shape(message)


def _shape(message: str) -> str:
    if length := _LENGTH.search(message):
        if length.group(1) == ">=":
            return "Fyll i det här fältet."
        return f"Skriv högst {length.group(2)} tecken."
    if limit := _RANGE.search(message):
        return f"Skriv ett heltal som är {'minst' if limit.group(1) == '>=' else 'högst'} {limit.group(2)}."
    for part, sentence in _SHAPES:
        if part in message:
            return sentence
    return TECHNICAL["malformed"]
