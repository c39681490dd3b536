"""Which equations and inequalities hold between published numbers, for all who know the definitions.

A link is stated only when the true numbers keep it: late entries can break "the quarter is the sum of its months", and
an attacker who adds up broken sums learns nothing. Within each edition the newest numbers are linked, so that a
revision is also compared with what was told before it (docs/beslut.md, Statistik).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from projections.statistics.quantities import Dims, Made, Place, Places, Quantity, Read, in_order, span_of, spans_within
from projections.statistics.tables import Over


class Link(NamedTuple):
    """The sum of coefficient x quantity is zero (``equal``) or at most zero."""

    terms: tuple[tuple[Quantity, int], ...]
    equal: bool

    @property
    def left_over(self) -> int:
        """What the true numbers leave of an inequality."""
        return -sum(quantity.value * times for quantity, times in self.terms)


Now = dict[Place, Quantity]


def links(places: Places, editions: Sequence[Sequence[Read]]) -> list[Link]:
    """Oldest edition first. Every link once, in an order that is always the same."""
    now: Now = {}
    found: dict[Link, None] = {}
    for edition in editions:
        every = [made for read in edition for _, made in read.rows]
        told = {quantity.place: quantity for made in every for quantity in made.all()}
        now |= told
        for candidate in _candidates(places, now, set(told), [made for made in every if made.rest]):
            if candidate.left_over == 0 or (not candidate.equal and candidate.left_over > 0):
                found[candidate] = None
    return list(found)


def _candidates(places: Places, now: Now, touched: set[Place], shares: list[Made]) -> Iterator[Link]:
    for whole, *parts in ([made.denominator, made.numerator, made.rest] for made in shares):
        yield _sum(whole, parts)
    yield from _totals(places, now, touched)
    yield from _groups(places, now, touched)
    yield from _times(places, now, touched)
    wider = [(places.part(*small), places.part(*large)) for small, large in places.catalogue.within]
    for place in sorted(touched):
        for inner, outer in wider:
            if place.part == inner and (other := now.get(place._replace(part=outer))):
                yield _at_most(now[place], [other])


def _totals(places: Places, now: Now, touched: set[Place]) -> Iterator[Link]:
    """A total is the sum over one breakdown; where a case may count several times, each value is at most the total."""
    below: dict[tuple[Place, str], list[Quantity]] = defaultdict(list)
    spans = {place.span for place in touched}
    for place, quantity in now.items():
        for each in place.dims if place.span in spans else ():
            below[place._replace(dims=_without(place.dims, each)), each[0]].append(quantity)
    for (place, breakdown), parts in below.items():
        whole = now.get(place)
        if whole is None:
            continue
        if breakdown in _apart(places, place.part):
            yield from (_at_most(part, [whole]) for part in parts)
            yield _at_most(whole, parts)
        else:
            yield _sum(whole, parts)


def _groups(places: Places, now: Now, touched: set[Place]) -> Iterator[Link]:
    members: dict[Place, list[Quantity]] = defaultdict(list)
    spans = {place.span for place in touched}
    for place, quantity in now.items():
        for each in place.dims if place.span in spans else ():
            if each[0] == "municipality" and (group := places.catalogue.groups.get(each[1])):
                dims = tuple(("municipality_group", group) if one == each else one for one in place.dims)
                members[place._replace(dims=in_order(dims))].append(quantity)
    for place, parts in members.items():
        if whole := now.get(place):
            yield _sum(whole, parts)


def _times(places: Places, now: Now, touched: set[Place]) -> Iterator[Link]:
    """Longer periods against the shorter ones in them, for the years that this edition touches."""
    years = {place.span[:4] for place in touched}
    for figure in places.catalogue.figures:
        if not figure.personal or figure.over is Over.STOCK:
            continue
        for part in ("numerator", "denominator", "rest"):
            name = places.part(figure.key, part)
            dims_of = {place.dims: None for place in now if place.part == name and place.span[:4] in years}
            for whole in (whole for year in sorted(years) for whole in periods_of(int(year))):
                span = span_of(figure, whole)
                for parts in spans_within(figure.over, whole):
                    for dims in dims_of:
                        top = now.get(Place(name, span, dims))
                        inner = [now[at] for part in parts if (at := Place(name, part, dims)) in now]
                        if top is not None and inner:
                            yield from _over_time(figure.over, top, inner)


def _over_time(over: Over, whole: Quantity, parts: list[Quantity]) -> Iterator[Link]:
    if over is Over.FLOW and whole.value == sum(part.value for part in parts):
        yield _sum(whole, parts)
    elif over is Over.FLOW:
        yield at_most(parts, whole)
    else:
        yield from (_at_most(part, [whole]) for part in parts)


def periods_of(year: int) -> list[str]:
    """The codes of those that have shorter ones in them, shorter ones before longer."""
    kinds = (("Q", 4), ("T", 3), ("H", 2))
    return [*(f"{year}{kind}{number}" for kind, top in kinds for number in range(1, top + 1)), str(year)]


def _apart(places: Places, part: str) -> frozenset[str]:
    """Of a merged part, what is apart in any of its figures."""
    return frozenset().union(
        *(
            figure.apart
            for figure in places.figures.values()
            for each in ("numerator", "denominator", "rest")
            if places.part(figure.key, each) == part
        )
    )


def _sum(whole: Quantity | None, parts: Sequence[Quantity | None]) -> Link:
    assert whole is not None
    return Link(((whole, 1), *((part, -1) for part in parts if part is not None)), equal=True)


def _at_most(small: Quantity, large: Sequence[Quantity]) -> Link:
    return Link(((small, 1), *((each, -1) for each in large)), equal=False)


def at_most(parts: Sequence[Quantity], whole: Quantity) -> Link:
    """The parts together are no more than the whole."""
    return Link((*((part, 1) for part in parts), (whole, -1)), equal=False)


def _without(dims: Dims, gone: tuple[str, str]) -> Dims:
    return tuple(each for each in dims if each != gone)
