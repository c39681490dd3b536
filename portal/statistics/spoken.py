"""How a published cell is said: the same words on screen, on paper, in every file and in the API (domain.md 7.3)."""

from collections.abc import Iterable

import msgspec

from portal.swedish import upper_first
from projections.statistics.tables import Cell, Figure, FigureKind, PublishedTable, Shown

WORDS = {
    Shown.FEW: "färre än 5",
    Shown.TOO_FEW: "för få ärenden",
    Shown.HIDDEN: "visas inte",
    Shown.MISSING: "uppgift saknas",
    Shown.UNDEFINED: "går inte att räkna",
}
WHY = {
    Shown.FEW: "betyder 1 till 4. Så små tal kan röja vem det gäller.",
    Shown.TOO_FEW: "betyder att en andel eller en median inte går att visa säkert.",
    Shown.HIDDEN: "betyder att talet döljs så att ingen kan räkna fram ett annat. Det säger inget om hur stort det är.",
    Shown.MISSING: "betyder att ingen har rapporterat. Det är inte noll.",
    Shown.UNDEFINED: "betyder att det inte finns något att jämföra med, eller att skillnaden har bytt håll.",
}
"""The sentence goes on from the word itself."""
NOTHING_TO_COUNT = "inget att räkna"
WITHHELD = "Tabellen visas inte. Grupperna är så små att det inte finns något säkert sätt att visa den."
_SPACE = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"


_WITH_DECIMAL = frozenset({"procent", "punkter"})
"""All of them have one, so that the commas of a column stand under each other."""


class Said(msgspec.Struct, frozen=True):
    """``number`` where there is one to calculate with; ``unit`` stands after it on paper but not in files."""

    text: str
    number: float | None = None
    unit: str = ""

    @property
    def hidden(self) -> bool:
        return self.text in WORDS.values()

    @property
    def why(self) -> str:
        """Why a number is not shown, in a sentence that goes on from its word; empty for a number."""
        shown = next((shown for shown, word in WORDS.items() if word == self.text), None)
        return f"{upper_first(self.text)} {WHY[shown]}" if shown else ""


def figures(number: float, *, decimal: bool = False, signed: bool = False) -> str:
    """1 204 · 60,8 · −3,5: groups of three, decimal comma, one decimal where there is one or where all have one.

    ``signed``: with plus too, for a difference. The minus is no hyphen: a line never breaks after it.
    """
    rounded = round(number, 1)
    said = f"{abs(rounded):,.1f}" if decimal or rounded != int(rounded) else f"{abs(int(rounded)):,}"
    sign = _MINUS if rounded < 0 else "+" if signed and rounded else ""
    return sign + said.replace(",", _SPACE).replace(".", ",")


def value_said(figure: Figure, cell: Cell) -> Said:
    """What the figure says: the count, the share, the median."""
    if cell.shown is not Shown.VALUE:
        return Said(WORDS[cell.shown])
    if cell.value is None:
        return Said(NOTHING_TO_COUNT)
    unit = unit_of(figure)
    text = figures(cell.value, decimal=unit in _WITH_DECIMAL, signed=figure.signed)
    shown = "%" if unit == "procent" else unit
    return Said(f"{text}{_SPACE}{shown}" if shown else text, float(cell.value), unit)


def denominator_said(cell: Cell) -> Said:
    """How many the share or the median is of."""
    if cell.shown is Shown.MISSING:
        return Said(WORDS[Shown.MISSING])
    return _count(cell.denominator, cell.denominator_shown)


def numerator_said(cell: Cell) -> Said:
    return _count(cell.numerator, cell.shown)


def _count(number: int | None, shown: Shown) -> Said:
    if number is not None:
        return Said(figures(number), float(number))
    return Said(WORDS.get(shown, WORDS[Shown.HIDDEN]))


def unit_of(figure: Figure) -> str:
    """ "procent", "dagar"; empty for a plain count."""
    return figure.unit or ("procent" if figure.kind is FigureKind.SHARE else "")


def display(figure: Figure, cell: Cell) -> str:
    """One cell in one string, as the API tells it."""
    return value_said(figure, cell).text


def explained(tables: Iterable[PublishedTable]) -> list[tuple[str, str]]:
    """(word, why) of every word that stands in the tables, to be printed beside them."""
    used = {shown for table in tables for cell in table.cells for shown in (cell.shown, cell.denominator_shown)}
    return [(WORDS[shown], WHY[shown]) for shown in WORDS if shown in used]
