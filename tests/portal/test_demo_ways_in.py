"""The ways in of the demo county stand on the demo day as they are told."""

from datetime import date

import pytest

from events.contact_path import fold, path_id_of
from events.log_recorder import entry_of
from events.path_states import states
from orgs.directory import Unit
from portal.demo.ids import unit_id
from portal.paths.directory import Asked, found, grouped, listed
from tests.portal.demo_store import County

TODAY = date(2026, 11, 23)


def standing(loaded: County, slug: str) -> list[str]:
    path_id = path_id_of(unit_id(slug))
    with loaded.log.pool.connection() as connection:
        rows = connection.execute(
            "SELECT stream_id, version, state, event_id, command_id FROM log.event WHERE stream_id = %s"
            " ORDER BY version",
            (path_id,),
        ).fetchall()
    return [str(each) for each in states(fold(path_id, (entry_of(*r) for r in rows)), loaded.directory, TODAY)]


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("soc-koping", ["fresh"]),
        ("larkan", ["ageing"]),
        ("ame-koping", ["fresh", "vulnerable"]),
        ("fk-vastmanland", ["fresh"]),
        ("bofinken", ["stale", "vulnerable"]),
        ("sidensvansen", ["uncovered", "vulnerable"]),
        ("soc-fagersta", ["fresh"]),
    ],
)
def test_each_way_in_stands_as_told(loaded: County, slug: str, told: list[str]) -> None:
    assert standing(loaded, slug) == told


def slugs(units: list[Unit]) -> set[str]:
    return {unit.slug for unit in units}


def test_koping_is_found_without_its_dots(loaded: County) -> None:
    there = slugs(found(listed(loaded.directory), Asked("koping")))
    assert there == slugs(found(listed(loaded.directory), Asked("KÖPING")))
    assert {"soc-koping", "ame-koping", "larkan", "psyk-koping", "fk-vastmanland", "af-koping"} <= there
    assert "tranan" not in there


def test_the_own_municipality_comes_first_and_in_it_who_is_asked_for_most_often(loaded: County) -> None:
    own = loaded.directory.by_slug["larkan"]
    groups = grouped(found(listed(loaded.directory), Asked()), own)
    assert groups[0][0] == "Köping, din kommun" and groups[0][1][0].slug == "soc-koping"
    assert "Norra: Fagersta, Norberg och Skinnskatteberg" in [heading for heading, _ in groups]
