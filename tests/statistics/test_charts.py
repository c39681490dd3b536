"""A trend draws what is shown, leaves a gap where something is not, and always has its table and its words."""

import re

from portal.statistics.charts import GoalLine, Moment, trend
from portal.statistics.spoken import Said

FEW = Said("för få ärenden")


def moment(number: int, women: float | None, men: float | None) -> Moment:
    said = [FEW if value is None else Said(f"{value:g} %", value) for value in (women, men)]
    return Moment(f"kvartal {number} 2026", f"kv {number}", "2026" if number == 1 else "", said[0], said[1])


def test_a_hidden_value_is_a_gap_and_not_a_nought() -> None:
    drawn = trend("Andel", [moment(1, 40, 30), moment(2, 44, None), moment(3, 50, 31)], [], percent=True)
    wide = drawn.pictures[0]
    assert len(wide.women.points) == 3 and len(wide.women.paths) == 1
    assert len(wide.men.points) == 2 and wide.men.paths == ()
    assert [each.men.text for each in drawn.moments] == ["30 %", "för få ärenden", "31 %"]


def test_where_all_is_hidden_there_is_no_picture_but_the_table_stays() -> None:
    drawn = trend("Andel", [moment(1, None, None)], [], percent=True)
    assert drawn.pictures == () and len(drawn.moments) == 1


def test_everything_lies_inside_both_pictures() -> None:
    goals = [GoalLine(50, "Mål 2027"), GoalLine(100, "Alla")]
    drawn = trend("Andel", [moment(n, 0 if n % 2 else 100, 99) for n in range(1, 9)], goals, percent=True)
    for picture in drawn.pictures:
        points = [*picture.women.points, *picture.men.points, *((picture.left, y) for y, _, _ in picture.goals)]
        assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in points)


def test_the_ends_are_never_written_over_each_other() -> None:
    drawn = trend("Andel", [moment(1, 40, 40), moment(2, 50, 50)], [], percent=True)
    women, men = drawn.pictures[0].women.end, drawn.pictures[0].men.end
    assert women and men and abs(women[1] - men[1]) >= 18


def test_the_picture_is_told_in_words() -> None:
    drawn = trend("Andel", [moment(1, 40, 30), moment(2, 44, None)], [], percent=True)
    assert re.search(r"Kvinnor 40 % kvartal 1 2026 och 44 % kvartal 2 2026", drawn.description)
    assert "för få ärenden kvartal 2 2026" in drawn.description
