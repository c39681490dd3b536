"""SC1 to SC8 of domain.md 7.3: what a published cell says, and that nobody can reckon their way to a person."""

import pytest

from projections.statistics.indicator import STANDARD, count, median, rate, share
from projections.statistics.quantities import Told
from projections.statistics.suppression import protect
from projections.statistics.tables import Catalogue, Cell, Figure, Over, PublishedTable, Row, Shown, Table
from tests.proof.statistics_attacker import publish
from tests.statistics.attacker import attack
from tests.statistics.random_county import drawn_county

GROUPS = {"1960": "Västra Mälardalen", "1983": "Västra Mälardalen", "1981": "Sala"}
NEW = count("I02", "Nya", Over.FLOW)
FULL_TIME = share("I08", "Heltid", Over.STOCK)
RATE = rate("I18.rate", "Avvikelser per 1 000", Over.STOCK)
LENGTH = median("I11.median", "Längd", Over.STOCK, "dagar")


def published(figure: Figure, *tables: Table, earlier: tuple[Told, ...] = ()) -> list[dict[tuple[str, ...], Cell]]:
    told = protect(Catalogue((figure,), groups=GROUPS), tables, earlier)
    return [{cell.key: cell for cell in table.cells} for table in told]


def by_gender(women: int, men: int, period: str = "2026M05") -> tuple[Table, Table]:
    """The county and its women and men."""
    return (
        Table("I02", period, (), (Row((), women + men),)),
        Table("I02", period, ("gender",), (Row(("woman",), women), Row(("man",), men), Row(("*",), women + men))),
    )


def of(part: int, whole: int) -> Cell:
    table = Table("I08", "2026M05", (), (Row((), part, whole, round(100 * part / whole, 1)),))
    return published(FULL_TIME, table)[0][()]


def test_a_count_of_five_and_a_nought_are_shown() -> None:
    county, genders = published(NEW, *by_gender(5, 0))
    assert (county[()].shown, county[()].value) == (Shown.VALUE, 5)
    assert [genders[key,].value for key in ("woman", "man")] == [5, 0]


@pytest.mark.parametrize("women", [1, 2, 3, 4])
def test_a_count_below_five_is_not_shown_nor_what_would_give_it_away(women: int) -> None:
    county, genders = published(NEW, *by_gender(women, 20))
    assert genders["woman",] == Cell(("woman",), Shown.FEW)
    assert {county[()].shown, genders["man",].shown} == {Shown.VALUE, Shown.HIDDEN}, "one of them is kept"


def test_a_group_below_five_is_not_divided() -> None:
    """Women and men told as below five would narrow each other: three of them can be at most two and one."""
    county, genders = published(NEW, *by_gender(2, 1))
    assert county[()].shown is Shown.FEW
    assert not genders, "nothing of its own is left, so the table is withheld"


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(5, 10, True), (0, 10, True), (10, 10, True), (5, 9, False), (4, 30, False), (26, 30, False), (25, 30, True)],
)
def test_a_share_needs_ten_and_five_on_both_sides_or_none(part: int, whole: int, shown: bool) -> None:
    cell = of(part, whole)
    assert cell.shown is (Shown.VALUE if shown else Shown.TOO_FEW)
    assert (cell.numerator == part) is shown, "the numerator would give the share away"
    assert cell.denominator == whole


@pytest.mark.parametrize(("many", "shown"), [(9, Shown.TOO_FEW), (10, Shown.VALUE)])
def test_a_median_needs_ten(many: int, shown: Shown) -> None:
    cell = published(LENGTH, Table("I11.median", "2026M05", (), (Row((), None, many, 45.0),)))[0][()]
    assert (cell.shown, cell.value) == (shown, 45.0 if shown is Shown.VALUE else None)


def test_what_was_not_reported_is_missing_and_never_nought() -> None:
    cell = published(NEW, Table("I02", "2026M05", (), (Row(()),)))[0][()]
    assert cell == Cell((), Shown.MISSING)


def test_municipalities_and_units_are_no_persons() -> None:
    routines = count("I13", "Rutiner", Over.STOCK, STANDARD, personal=False)
    cell = published(routines, Table("I13", "2026M05", (), (Row((), 3),)))[0][()]
    assert (cell.shown, cell.value) == (Shown.VALUE, 3)


def test_what_was_published_stays_and_holds_back_what_would_open_it() -> None:
    """Whoever guesses that nothing has changed learns nothing from the second telling."""
    may = by_gender(20, 3, "2026M05")
    catalogue = Catalogue((NEW,), groups=GROUPS)
    first = protect(catalogue, may)
    again = protect(catalogue, may, [Told(may, first)])
    assert again == first, "told again unchanged, it says the same"


def test_a_quarter_does_not_give_away_its_months() -> None:
    earlier: list[Told] = []
    catalogue = Catalogue((NEW,), groups=GROUPS)
    for month, men in (("2026M04", 3), ("2026M05", 9), ("2026M06", 8)):
        tables = by_gender(20, men, month)
        earlier.append(Told(tables, protect(catalogue, tables, earlier)))
    quarter = protect(catalogue, by_gender(60, 20, "2026Q2"), earlier)
    months = [{cell.key: cell for cell in told.published[1].cells}["man",].shown for told in earlier]
    assert months[0] is Shown.FEW
    assert months[1:] == [Shown.VALUE, Shown.VALUE], "so the men of the quarter would give April away"
    assert Shown.VALUE not in {cell.shown for cell in quarter[1].cells if cell.key == ("man",)}


def told_month_by_month(*counts: int) -> list[Shown]:
    """How the county's months say their counts, each told before the next."""
    earlier: list[Told] = []
    for month, number in enumerate(counts, start=4):
        table = Table("I02", f"2026M{month:02}", (), (Row((), number),))
        earlier.append(Told((table,), protect(Catalogue((NEW,)), (table,), earlier)))
    return [told.published[0].cells[0].shown for told in earlier]


def test_months_that_each_say_below_five_do_not_make_their_quarter_at_least_two() -> None:
    """Before the quarter is told: what a month has said cannot be taken back then."""
    assert told_month_by_month(2, 1) == [Shown.FEW, Shown.HIDDEN]
    assert told_month_by_month(2, 3) == [Shown.FEW, Shown.FEW], "a quarter of five or more may be known to be more"
    assert told_month_by_month(0, 3) == [Shown.VALUE, Shown.FEW], "the sum is as free as the month"


def test_the_same_tables_always_give_the_same_edition() -> None:
    county, genders = by_gender(7, 2)
    catalogue = Catalogue((NEW,), groups=GROUPS)
    assert protect(catalogue, (county, genders)) == protect(catalogue, (genders, county))[::-1]


def test_a_hidden_cell_holds_no_number_at_all() -> None:
    for table in protect(Catalogue((NEW,)), by_gender(3, 20)):
        assert isinstance(table, PublishedTable)
        for cell in table.cells:
            if cell.shown is not Shown.VALUE:
                assert (cell.numerator, cell.denominator, cell.value) == (None, None, None)


def test_a_group_that_is_not_divided_may_stand_over_shares_that_are_hidden_with_it() -> None:
    """A drawn county in which it does: numerators are then said to be hidden while the groups are gone through."""
    county = drawn_county(16)
    told = publish(county)
    found = attack(county.catalogue, told)
    assert found.secrets and not found.narrowed and not found.thin


def test_nought_of_nought_is_known_by_whoever_adds_up() -> None:
    """Three of the county are all in one group, which says "för få": a fourth man cannot be ruled out by that."""
    county = Row((), 3, 42, 71.4)
    genders = (Row(("woman",), 2, 23, 87.0), Row(("man",), 1, 19, 52.6))
    groups = (Row(("Norra",), 0, 13, 0.0), Row(("Sala",), 0, 0), Row(("Västra Mälardalen",), 3, 29, 103.4))
    whole = Row(("*",), 3, 42, 71.4)
    tables = (
        Table("I18.rate", "2026M05", (), (county,)),
        Table("I18.rate", "2026M05", ("gender",), (*genders, whole)),
        Table("I18.rate", "2026M05", ("municipality_group",), (*groups, whole)),
    )
    catalogue = Catalogue((RATE,), groups=GROUPS)
    found = attack(catalogue, [(tables, protect(catalogue, tables), "2026-07-15")])
    assert found.secrets == 4 and found.narrowed == []
