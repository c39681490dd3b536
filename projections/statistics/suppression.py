"""Chooses what each cell of an edition may say, so that nobody can be found by adding and subtracting (domain.md 7.3).

Counts of 1 to 4 are primary: all of 1 to 4 must stay possible for whoever knows every table and every earlier edition.
Where the links between tables would narrow one, complementary cells are hidden, the cheapest that a linear program
finds, until whole-number tables with each of the four values exist. What was told before stays told.
"""

from collections.abc import Sequence

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
    _close(Puzzle([*links(places, editions), *at_least]), secrecy, sums)
    made = {(read.table.indicator, read.table.period, read.table.by): read.rows for read in editions[-1]}
    return tuple(
        tell(places.figures[table.indicator], table, made.get((table.indicator, table.period, table.by)), secrecy)
        for table in tables
    )


def _close(puzzle: Puzzle, secrecy: Secrecy, sums: Sequence[Quantity]) -> None:
    """Hides until every target is reached. Hiding more never narrows, so what is reached once stays reached.

    Nothing keeps a running sum from growing: only its lowest value is to be reached.
    """
    reached: dict[Quantity, set[int]] = {each: {2, 3, 4} for each in sums}
    done: set[Quantity] = set()
    while targets := [quantity for quantity in secrecy.to_protect() if quantity not in done]:
        for quantity in targets:
            done.add(quantity)
            if quantity.value in FEW:
                for value in (1, 4, 2, 3):
                    _reach(puzzle, secrecy, quantity, value, reached)
            else:
                _widen(puzzle, secrecy, quantity, reached)


def _reach(
    puzzle: Puzzle,
    secrecy: Secrecy,
    quantity: Quantity,
    value: int,
    reached: dict[Quantity, set[int]],
    at_a_price: bool = True,
) -> bool:
    """Makes ``value`` possible, hiding what that takes; False when not even hiding everything makes it so."""
    if value == quantity.value or value in reached.get(quantity, ()):
        return True
    for freedom in (secrecy.freedom, secrecy.freedom_at_a_price)[: 1 + at_a_price]:
        answer = puzzle.believe(quantity, value - quantity.value, freedom, secrecy.is_primary)
        if answer is not None:
            for each, deviation in answer.items():
                if deviation:
                    reached.setdefault(each, set()).add(each.value + deviation)
                    secrecy.open_up(each, deviation)
            return True
    return False


def _widen(puzzle: Puzzle, secrecy: Secrecy, quantity: Quantity, reached: dict[Quantity, set[int]]) -> None:
    """Makes at least four whole numbers possible: first those that cost nothing, nearest first."""
    numbers = reached.setdefault(quantity, set())
    numbers.add(quantity.value)
    lowest = 5 if secrecy.level(quantity) is Level.CLASS else 0
    near = [quantity.value + sign * distance for distance in range(1, REACH + 1) for sign in (1, -1)]
    for at_a_price in (False, True):
        for value in near:
            if len(numbers) >= LEAST_NUMBERS:
                return
            if value >= lowest:
                _reach(puzzle, secrecy, quantity, value, reached, at_a_price)
