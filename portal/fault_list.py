"""The list above a refused form: each fault leads to its field, and calls it what stands beside it.

Names are read from the drawn form itself, so that no second list of them can say something else.
"""

import re
from html import unescape

_ROW = re.compile(r"\w+\.(\d+)\.\w+")
_NAMES = re.compile(
    r'<label class="[\w-]+" for="(?P<one>[^"]+)">(?P<label>.*?)(?:<|$)'
    r'|<fieldset [^>]*?id="(?P<many>[^"]+)"[^>]*>\s*<legend[^>]*>(?P<legend>.*?)</legend>',
    re.DOTALL,
)
_PLACES = re.compile(r' id="([^"]+)"')
_ANYWHERE = (
    *("Fyll i det här", "Välj ett av alt", "Välj minst ett av alt", "Svara ja", "Skriv något i", "Skriv en text"),
    *("Skriv ett heltal", "Skriv ett tal", "Skriv högst", "Skriv datumet", "Datumet", "Kontrollera datumet"),
)
_MARKS = re.compile(r"<span.*?</span>|<[^>]+>", re.DOTALL)


def fault_list(errors: dict[str, str], drawn: str) -> list[dict[str, str]]:
    """``[{field, text}]`` of ``{field: sentence}``; ``field`` is blank where the form ``drawn`` has no such place."""
    places, names = set(_PLACES.findall(drawn)), _names(drawn)
    return [
        {"field": field if field in places else "", "text": _named(field, names.get(field, ""), sentence)}
        for field, sentence in errors.items()
    ]


def short(sentence: str) -> bool:
    """Whether it would fit any field, and does not say which one it means."""
    return sentence.startswith(_ANYWHERE)


def _names(drawn: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _NAMES.finditer(drawn):
        name = _MARKS.sub("", match["label"] or match["legend"] or "")
        found.setdefault(match["one"] or match["many"], unescape(name).strip())
    return found


def _named(field: str, name: str, sentence: str) -> str:
    """ "Enhet: fyll i det här fältet.", "När? Fyll i det här fältet.", "Rad 2, grad: välj ett av alternativen." """
    if not name or not short(sentence):
        return sentence
    row = _ROW.fullmatch(field)
    if row and not name.endswith(f" {int(row[1]) + 1}"):  # some rows have their number in the name: Delmål 1
        name = f"Rad {int(row[1]) + 1}, {name[:1].lower()}{name[1:]}"
    return f"{name} {sentence}" if name.endswith(("?", ".")) else f"{name}: {sentence[:1].lower()}{sentence[1:]}"
