"""How much each number of an edition is told while the edition is being made (domain.md 7.3).

The attacker is taken to know more than a reader does: of a hidden number also whether it is nought, 1 to 4, or at least
five, wherever its words or those beside it could give that away. Only ``NOTHING`` tells nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from math import log

from projections.statistics.feasible import REACH, Freedom
from projections.statistics.quantities import Made, Place, Places, Quantity, Read
from projections.statistics.tables import Cell, Figure, FigureKind, Shown

FEW = range(1, 5)
SHARE_FROM = 10
"""A share, a rate or a median needs a denominator of at least ten (SC2, SC3)."""

_PRICE = {0: 400.0, 1: 40.0, 2: 10.0}
_GENDER_PRICE = 150.0
_SILENCE = 2000.0
"""To say nothing at all costs more than to hide any number of five or more."""


class Level(IntEnum):
    """What can be known of a number: itself, whether it is 0, 1 to 4 or at least 5, or nothing."""

    SHOWN = 0
    CLASS = 1
    NOTHING = 2


def fit_for_share(made: Made) -> bool:
    """SC2: the denominator at least ten, numerator and rest each nought or at least five."""
    assert made.numerator is not None and made.denominator is not None
    parts = (made.numerator, made.rest) if made.rest else (made.numerator,)
    return made.denominator.value >= SHARE_FROM and not any(part.value in FEW for part in parts)


class Secrecy:
    """The levels of all quantities: what earlier editions told is fixed, the rest can still be hidden."""

    def __init__(self, places: Places, editions: Sequence[Sequence[Read]]) -> None:
        """``editions`` as ``Places.read`` gives them."""
        self.levels: dict[Quantity, Level] = {}
        self._left_open: dict[Quantity, Level] = {}
        """Of what was told before: how much its words leave open."""
        self._said: dict[Quantity, None] = {}
        self._numerators: dict[Quantity, dict[Quantity, None]] = {}
        self._denominators: dict[Quantity, None] = {}
        for read in (read for edition in editions[:-1] for read in edition):
            cells = {cell.key: cell for cell in read.published.cells} if read.published else {}
            for row, made in read.rows:
                self._remember(read.figure, cells.get(row.key), made)
        now: dict[Place, Quantity] = {}
        for read in editions[-1]:
            for _, made in read.rows:
                now |= {quantity.place: quantity for quantity in made.all()}
                self._begin(read.figure, made)
        for quantity in self._denominators:
            if quantity in self._left_open and self._hides_share(quantity):
                self._silence(quantity)
        self._keep_whole(places, now)
        self._keep_hidden(places)

    def is_primary(self, quantity: Quantity) -> bool:
        return quantity.value in FEW and self.levels.get(quantity, Level.SHOWN) is not Level.SHOWN

    def level(self, quantity: Quantity) -> Level:
        return self.levels[quantity]

    def to_protect(self) -> list[Quantity]:
        """Those of 1 to 4, and all that is said to be hidden; the smallest groups first."""
        hidden = [
            quantity
            for quantity, level in self.levels.items()
            if level and (quantity.value in FEW or (quantity in self._said and not self._plainly_nought(quantity)))
        ]
        return sorted(hidden, key=lambda quantity: (quantity.value not in FEW, -len(quantity.place.dims), quantity))

    def look_ahead(self, sums: Iterable[Quantity]) -> None:
        """Sums that nobody has told, to be protected as the periods that they will be part of."""
        self.levels |= dict.fromkeys(sums, Level.NOTHING)

    def _plainly_nought(self, quantity: Quantity) -> bool:
        return quantity.value == 0 and self.levels[quantity] is Level.CLASS

    def freedom(self, quantity: Quantity) -> Freedom:
        """What can be believed of it as things are told now."""
        return Freedom(*self._room(quantity, self.levels.get(quantity, Level.SHOWN)))

    def freedom_at_a_price(self, quantity: Quantity) -> Freedom:
        """As above, and further when more of it is hidden."""
        level = self.levels.get(quantity, Level.SHOWN)
        below, above = self._room(quantity, level)
        steps: list[tuple[int, int, float]] = []
        reached = below, above
        for further in Level:
            if level < further <= self._most(quantity):
                room = self._room(quantity, further)
                price = _SILENCE if further is Level.NOTHING else _price(quantity)
                steps.append((room[0] - reached[0], room[1] - reached[1], price))
                reached = room
        return Freedom(below, above, tuple(steps))

    def open_up(self, quantity: Quantity, deviation: int) -> list[Quantity]:
        """Hides it as far as the deviation takes. What is now told less of: itself, and numerators over it."""
        for level in Level:
            below, above = self._room(quantity, level)
            if -below <= deviation <= above:
                return self._raise(quantity, level)
        return []

    def _raise(self, quantity: Quantity, level: Level) -> list[Quantity]:
        if not self.levels[quantity] < level <= self._most(quantity):
            return []
        self.levels[quantity] = level
        return [quantity, *self._silence(quantity)]

    def _silence(self, quantity: Quantity) -> list[Quantity]:
        """The shares over it are hidden, so their numerators must not stand elsewhere, nor be easily reckoned."""
        raised = []
        for numerator in self._numerators.get(quantity, ()):
            self._said[numerator] = None
            if self.levels[numerator] is Level.SHOWN:
                raised += self._raise(numerator, Level.CLASS if numerator.value else Level.NOTHING)
        return raised

    def _hides_share(self, denominator: Quantity) -> bool:
        level = self.levels[denominator]
        return level is Level.NOTHING or (level is Level.CLASS and denominator.value not in FEW)

    def _most(self, quantity: Quantity) -> Level:
        return self._left_open.get(quantity, Level.NOTHING)

    def _room(self, quantity: Quantity, level: Level) -> tuple[int, int]:
        """How far below and above its true number it can be believed."""
        value = quantity.value
        if level is Level.SHOWN or (level is Level.CLASS and value == 0):
            return 0, 0
        if level is Level.NOTHING:
            return min(value, REACH), REACH
        if value in FEW:
            return value - 1, 4 - value
        return min(value - 5, REACH), REACH

    def _begin(self, figure: Figure, made: Made) -> None:
        """What the rules alone decide, before any adding up."""
        counted = made.numerator if figure.kind is FigureKind.COUNT else made.denominator
        if counted is not None:
            self._said[counted] = None
            self._settle(counted, Level.CLASS if counted.value in FEW else Level.SHOWN)
        if figure.kind is FigureKind.COUNT or made.numerator is None or made.denominator is None:
            return
        fit = fit_for_share(made)
        if made.denominator.value == 0:
            deduced = Level.SHOWN  # nought of nought is written out
        else:
            deduced = Level.CLASS if made.denominator.value >= SHARE_FROM else Level.NOTHING
        self._settle(made.numerator, Level.SHOWN if fit else deduced)
        if fit:
            self._said[made.numerator] = None
        self._numerators.setdefault(made.denominator, {})[made.numerator] = None
        self._denominators[made.denominator] = None
        if made.rest is not None:
            self._settle(made.rest, deduced)
            self._numerators.setdefault(made.rest, {})[made.numerator] = None

    def _settle(self, quantity: Quantity, level: Level) -> None:
        """The most that any place tells of it counts; nobody takes back what an earlier edition told."""
        if quantity not in self._left_open:
            self.levels[quantity] = min(level, self.levels.get(quantity, level))

    def _keep_whole(self, places: Places, now: dict[Place, Quantity]) -> None:
        """A group of 1 to 4 is not divided: which of its parts are nought would already tell how many it is."""
        changed = True
        while changed:  # a hidden denominator makes numerators said to be hidden, which may be such groups or parts
            changed = False
            for quantity in list(self._said):
                if quantity not in self._left_open and any(
                    whole.value in FEW for whole in _wholes(places, now, quantity.place) if whole in self._said
                ):
                    changed |= bool(self._raise(quantity, Level.NOTHING))

    def _keep_hidden(self, places: Places) -> None:
        """What was hidden and is the same is not shown now: whoever guesses that would have the old one too."""
        for quantity, before in places.unchanged.items():
            if quantity in self.levels:
                self._raise(quantity, self.levels[before])

    def _remember(self, figure: Figure, cell: Cell | None, made: Made) -> None:
        """What an earlier edition told. A cell that is not there told nothing.

        "Visas inte" of a number that is at least five is taken to be known as such as long as that can be afforded.
        """
        for quantity, level in _told(figure, cell, made):
            self._left_open[quantity] = min(level, self._left_open.get(quantity, level))
            guessed = Level.CLASS if cell is not None and quantity.value not in range(5) else level
            self.levels[quantity] = min(level, guessed, self.levels.get(quantity, level))
            if level and cell is not None and quantity != made.rest:
                self._said[quantity] = None


def _told(figure: Figure, cell: Cell | None, made: Made) -> Iterator[tuple[Quantity, Level]]:
    if cell is None:
        yield from ((quantity, Level.NOTHING) for quantity in made.all())
    elif figure.kind is FigureKind.COUNT:
        assert made.numerator is not None
        yield made.numerator, _level(cell.shown)
    elif made.denominator is not None:
        yield made.denominator, _level(cell.denominator_shown)
        if made.numerator is None:
            return
        shown = cell.shown is Shown.VALUE
        deduced = Level.CLASS if cell.shown is Shown.TOO_FEW and (cell.denominator or 0) >= SHARE_FROM else None
        for part in (made.numerator, made.rest):
            if part is not None:
                yield part, Level.SHOWN if shown else deduced or Level.NOTHING


def _level(shown: Shown) -> Level:
    if shown is Shown.VALUE:
        return Level.SHOWN
    return Level.CLASS if shown is Shown.FEW else Level.NOTHING


def _price(quantity: Quantity) -> float:
    """Of hiding one unit: finer groups and smaller numbers first, women and men side by side nearly last."""
    dims = quantity.place.dims
    base = _GENDER_PRICE if [name for name, _ in dims] == ["gender"] else _PRICE[min(len(dims), 2)]
    return base * (1 + log(1 + abs(quantity.value)) / 4)


def _wholes(places: Places, now: dict[Place, Quantity], place: Place) -> Iterator[Quantity]:
    """The larger groups that this one is a part of."""
    queue, seen = [place], {place}
    for each in queue:
        coarser = [each._replace(dims=tuple(one for one in each.dims if one != gone)) for gone in each.dims]
        for name, value in each.dims:
            if name == "municipality" and (group := places.catalogue.groups.get(value)):
                dims = (*(one for one in each.dims if one[0] != name), ("municipality_group", group))
                coarser.append(each._replace(dims=tuple(sorted(dims))))
        for whole in coarser:
            if whole not in seen:
                seen.add(whole)
                queue.append(whole)
                if whole in now:
                    yield now[whole]
