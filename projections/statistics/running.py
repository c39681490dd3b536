"""What a longer period is at least, by what has been told of the shorter ones in it.

Two months that each say "färre än 5" make their quarter at least 2, long before the quarter is told. So that the
quarter can still be 1, its running sum is protected as a number of 1 to 4 from its first part on, though nothing ever
prints it. Only figures whose periods add up (``Over.FLOW``) have one.
"""

from collections.abc import Iterator, Sequence

from projections.statistics.links import Link, Now, at_most, periods_of
from projections.statistics.quantities import Dims, Place, Places, Quantity, Read, span_of, spans_within
from projections.statistics.secrecy import FEW
from projections.statistics.tables import Figure, Over

UNTOLD = -1
"""The telling of a running sum: no edition tells it."""


def running_sums(places: Places, editions: Sequence[Sequence[Read]]) -> tuple[list[Quantity], list[Link]]:
    """The sums of 1 to 4 in the years of the newest edition, and what each of them is at least."""
    now: Now = {
        quantity.place: quantity
        for edition in editions
        for read in edition
        for _, made in read.rows
        for quantity in made.all()
    }
    years = sorted({read.table.period[:4] for read in editions[-1]})
    shorter_first = [period for year in years for period in periods_of(int(year))]
    sums: dict[Quantity, None] = {}
    links: dict[Link, None] = {}
    for figure, part, dims in _counted(places, now):
        known = dict(now)
        for period in shorter_first:
            at = Place(part, span_of(figure, period), dims)
            told = list(_told_of(figure, period, at, known))
            value = max((sum(each.value for each in parts) for parts in told), default=0)
            if value not in FEW or (at in now and now[at].value == value):
                continue
            if len(told) == 1 and len(told[0]) == 1:
                known.setdefault(at, told[0][0])
                continue
            running = Quantity(at, value, UNTOLD)
            known.setdefault(at, running)
            sums[running] = None
            links |= dict.fromkeys(at_most(parts, running) for parts in told)
    return list(sums), list(links)


def _counted(places: Places, now: Now) -> Iterator[tuple[Figure, str, Dims]]:
    """Every number that adds up over time, once."""
    dims_of: dict[str, dict[Dims, None]] = {}
    for place in now:
        dims_of.setdefault(place.part, {})[place.dims] = None
    seen: set[str] = set()
    for figure in places.catalogue.figures:
        if figure.personal and figure.over is Over.FLOW:
            for each in ("numerator", "denominator", "rest"):
                part = places.part(figure.key, each)
                if part not in seen:
                    seen.add(part)
                    yield from ((figure, part, dims) for dims in dims_of.get(part, ()))


def _told_of(figure: Figure, period: str, at: Place, known: Now) -> Iterator[list[Quantity]]:
    """What is known of the period's quarters, of its months, and so on."""
    for spans in spans_within(figure.over, period):
        parts = [known[inner] for span in spans if (inner := at._replace(span=span)) in known]
        if parts:
            yield parts
