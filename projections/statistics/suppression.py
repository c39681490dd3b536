"""Chooses what each cell of an edition may say, so that nobody can be found by adding and subtracting (domain.md 7.3).

Counts of 1 to 4 are primary: all of 1 to 4 must stay possible for whoever knows every table and every earlier edition.
Where the links between tables would narrow one, complementary cells are hidden, the cheapest that a linear program
finds, until whole-number tables with each of the four values exist. What was told before stays told.
"""

from collections.abc import Sequence
from functools import partial

from projections.statistics.feasible import REACH, Puzzle
from projections.statistics.links import links
from projections.statistics.quantities import Places, Quantity, Told
from projections.statistics.running import running_sums
from projections.statistics.secrecy import FEW, Level, Secrecy
from projections.statistics.tables import Catalogue, PublishedTable, Table
from projections.statistics.telling import tell

LEAST_NUMBERS = 4


def protect(
    catalogue: Catalogue, tables: Sequence[Table], earlier: Sequence[Told] = (), day: str = ""
) -> tuple[PublishedTable, ...]:
    """What is published of ``tables``, in the same order.

    ``tables``: what is published now. Periods that end on the same day belong together here: one alone could be told in
    a way that leaves no safe way to tell the others. ``earlier``: what was published before, oldest first.
    ``day``: today as ISO text. Only the same calendar years can be linked: other editions are left out.
    """
    years = {table.period[:4] for table in tables}
    before = [
        Told(
            tuple(table for table in told.truth if table.period[:4] in years),
            tuple(table for table in told.published if table.period[:4] in years),
            told.day,
        )
        for told in earlier
    ]
    places = Places(catalogue)
    editions = places.read([told for told in before if told.truth], Told(tuple(tables), (), day))
    secrecy = Secrecy(places, editions)
    sums, at_least = running_sums(places, editions)
    secrecy.look_ahead(sums)
    puzzle = Puzzle([*links(places, editions), *at_least], secrecy.freedom, secrecy.freedom_at_a_price)
    _close(puzzle, secrecy, sums)
    made = {(read.table.indicator, read.table.period, read.table.by): read.rows for read in editions[-1]}
    return tuple(
        tell(places.figures[table.indicator], table, made.get((table.indicator, table.period, table.by)), secrecy)
        for table in tables
    )


def _close(puzzle: Puzzle, secrecy: Secrecy, sums: Sequence[Quantity]) -> None:
    """Hides until every target is reached. Hiding more never narrows, so what is reached once stays reached.

    Nothing keeps a running sum from growing: only its lowest value is to be reached.
    """
    search = _Search(puzzle, secrecy, sums)
    done: set[Quantity] = set()
    while targets := [quantity for quantity in secrecy.to_protect() if quantity not in done]:
        for quantity in targets:
            done.add(quantity)
            if quantity.value in FEW:
                for value in (1, 4, 2, 3):
                    search.reach(quantity, value, at_a_price=True)
            else:
                search.widen(quantity)


class _Search:
    """Looks for tables that can be believed, and remembers of each quantity which values it has had in one."""

    def __init__(self, puzzle: Puzzle, secrecy: Secrecy, sums: Sequence[Quantity]) -> None:
        self.puzzle, self.secrecy = puzzle, secrecy
        self._reached: dict[Quantity, set[int]] = {each: {2, 3, 4} for each in sums}

    def reach(self, quantity: Quantity, value: int, at_a_price: bool) -> None:
        """Makes ``value`` possible: as things are told now, or by hiding more. Some are not possible at all."""
        deviation = value - quantity.value
        if not deviation or value in self._reached.get(quantity, ()):
            return
        lean = partial(self._unseen, deviation)
        moved = self.puzzle.believe(quantity, deviation, lean)
        if moved is None and at_a_price:
            moved = self.puzzle.cheapest(quantity, deviation, lean)
        for each, amount in (moved or {}).items():
            if amount:
                self._reached.setdefault(each, set()).add(each.value + amount)
                self.puzzle.forget(self.secrecy.open_up(each, amount))

    def widen(self, quantity: Quantity) -> None:
        """Makes at least four whole numbers possible: first those that cost nothing, nearest first."""
        numbers = self._reached.setdefault(quantity, set())
        numbers.add(quantity.value)
        lowest = 5 if self.secrecy.level(quantity) is Level.CLASS else 0
        near = [quantity.value + sign * distance for distance in range(1, REACH + 1) for sign in (1, -1)]
        for at_a_price in (False, True):
            for value in near:
                if len(numbers) >= LEAST_NUMBERS:
                    return
                if value >= lowest:
                    self.reach(quantity, value, at_a_price)

    def _unseen(self, deviation: int, quantity: Quantity) -> bool:
        """It would help to see this one deviate so, too."""
        reached = self._reached.get(quantity, ())
        if self.secrecy.is_primary(quantity):
            return min(4, max(1, quantity.value + deviation)) not in reached
        return quantity.value + deviation not in reached and len(reached) < LEAST_NUMBERS
