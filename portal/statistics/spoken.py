"""How a published cell is said: the same words on screen, on paper, in every file and in the API (domain.md 7.3)."""

from collections.abc import Iterable

import msgspec

from projections.statistics.tables import Cell, Figure, FigureKind, PublishedTable, Shown

WORDS = {
    Shown.FEW: "färre än 5",
    Shown.TOO_FEW: "för få ärenden",
    Shown.HIDDEN: "visas inte",
    Shown.MISSING: "uppgift saknas",
}
WHY = {
    Shown.FEW: "betyder 1 till 4. Så små tal kan röja vem det gäller.",
    Shown.TOO_FEW: "betyder att en andel eller en median inte går att visa säkert.",
    Shown.HIDDEN: "betyder att talet döljs så att ingen kan räkna fram ett annat. Det säger inget om hur stort det är.",
    Shown.MISSING: "betyder att ingen har rapporterat. Det är inte noll.",
}
"""The sentence goes on from the word itself."""
NOTHING_TO_COUNT = "inga ärenden"
WITHHELD = "Tabellen visas inte. Grupperna är så små att det inte finns något säkert sätt att visa den."
_THIN_SPACE = "\N{NO-BREAK SPACE}"


class Said(msgspec.Struct, frozen=True):
    """``number`` where there is one to calculate with; ``unit`` stands after it on paper but not in files."""

    text: str
    number: float | None = None
    unit: str = ""

    @property
    def hidden(self) -> bool:
        return self.text in WORDS.values()


def figures(number: float) -> str:
    """1 204 · 60,8 · -3,5: groups of three, decimal comma, one decimal where there is one."""
    rounded = round(number, 1)
    whole = rounded == int(rounded)
    said = f"{int(rounded):,}" if whole else f"{rounded:,.1f}"
    return said.replace(",", _THIN_SPACE).replace(".", ",")


def value_said(figure: Figure, cell: Cell) -> Said:
    """What the figure says: the count, the share, the median."""
    if cell.shown is not Shown.VALUE:
        return Said(WORDS[cell.shown])
    if cell.value is None:
        return Said(NOTHING_TO_COUNT)
    unit = unit_of(figure)
    shown = "%" if unit == "procent" else unit
    text = f"{figures(cell.value)}{_THIN_SPACE}{shown}" if shown else figures(cell.value)
    return Said(text, float(cell.value), unit)


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
