"""Chance input over the whole API, drawn anew each time: never 500, never a word of it in a log or a refusal.

What is drawn, and how an answer is judged, stands in ``tests/house/test_fuzz.py``, which tries the same few each time.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, settings

from events.decisions import BY_NAME
from tests.house.county import County, Hand, county
from tests.house.test_fuzz import (
    BODIES,
    QUERIES,
    address_of_chance,
    body_of_chance,
    command_of_chance,
    field_of_chance,
)
from tests.proof import Figures, size
from tests.proof.stores import bare_store

TITLE = "Slumpade värden i varje fält, kommando och adress: aldrig 500, aldrig ett ord av dem i en logg"
Tried = Callable[[County, str, settings], None]
KINDS: dict[str, tuple[Tried, Iterable[str]]] = {
    "fält i kommandon": (field_of_chance, BY_NAME),
    "hela kommandon": (command_of_chance, BY_NAME),
    "adresser": (address_of_chance, QUERIES),
    "andra anrop": (body_of_chance, BODIES),
}


@contextmanager
def counted(answers: Counter[str]) -> Iterator[None]:
    """Every answer to anybody, by its status."""
    asked = Hand.request

    def asking(hand: Hand, verb: str, path: str, **more: Any) -> Any:
        answer = asked(hand, verb, path, **more)
        answers[str(answer.status_code)] += 1
        return answer

    with patch.object(Hand, "request", asking):
        yield


def run(long: bool) -> Figures:
    examples = size("EXAMPLES", short=2, usual=200, long=long)
    chance = settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=not long,
        database=None,
        print_blob=True,
    )
    answers: Counter[str] = Counter()
    with bare_store() as store, county(store) as made, counted(answers):
        for tried, names in KINDS.values():
            for name in names:
                tried(made, name, chance)
    assert answers["200"] and answers["422"] and not any(status.startswith("5") for status in answers)
    return {"frågor": sum(answers.values())} | {f"svar {status}": answers[status] for status in sorted(answers)}
