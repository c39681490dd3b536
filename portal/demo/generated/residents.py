"""Who the generated cases are about: spread over the county as its people are, and never anybody real.

Each has a chance of their own, seeded by their number: a change in one life leaves the others as they were.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from events import commands as c
from events.personnummer import demo_number
from portal.demo.people import phone

SEED = "länet 2026"
SPREAD = {
    "vasteras": 137, "koping": 22, "sala": 20, "hallstahammar": 14, "arboga": 12, "fagersta": 11, "surahammar": 9,
    "kungsor": 8, "norberg": 4, "skinnskatteberg": 3,
}  # fmt: skip
"""Cases by municipality, as the county's people are spread [P30]: Västerås 57 %, the two smallest almost none."""
WOMEN = 0.58

_WOMEN = (
    "Agnes", "Beata", "Samira", "Doris", "Ebba", "Frida", "Hanna", "Irma", "Jasmin", "Klara", "Lovisa", "Mona",
    "Nora", "Olga", "Petra", "Rana", "Signe", "Tova", "Ulla", "Viola", "Wilma", "Ylva", "Zara", "Aisha", "Britt",
)  # fmt: skip
_MEN = (
    "Axel", "Bo", "Casper", "David", "Emil", "Filip", "Gustav", "Hamid", "Ivar", "Joel", "Kurt", "Leo", "Marko",
    "Nils", "Omar", "Pontus", "Rolf", "Sixten", "Tage", "Ulf", "Ville", "Abdi", "Börje",
)  # fmt: skip
_ENDINGS = (
    "ström", "berg", "lund", "gren", "kvist", "blom", "dahl", "fors", "holm", "lind", "mark", "näs", "qvist", "rud",
    "sjö", "stad", "torp", "vall", "ås", "ek", "hav", "ljung", "sund", "vik",
)  # fmt: skip
_LANGUAGES = ("arabiska", "somaliska", "tigrinja", "finska", "ukrainska")


class Resident(NamedTuple):
    number: int
    municipality: str
    woman: bool
    born: date
    person: c.Person
    chance: Random

    def age(self, day: date) -> int:
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


def residents() -> Iterator[Resident]:
    """240 of them; exactly 58 of a hundred are women, however they are counted off."""
    taken: set[str] = set()
    for number, municipality in enumerate(where for where, count in SPREAD.items() for _ in range(count)):
        chance = Random(f"{SEED} {number}")  # noqa: S311 - a story, not a secret
        woman = int((number + 1) * WOMEN) > int(number * WOMEN)
        born = _born(chance, young=municipality == "norberg" and woman)
        person = _person(chance, number, woman, born, taken)
        yield Resident(number, municipality, woman, born, person, chance)


def _born(chance: Random, young: bool) -> date:
    """Between 19 and 65 years old all along. In Norberg, Gunilla is the only woman of her age."""
    first, last = (date(1975, 1, 1) if young else date(1961, 6, 1)), date(2005, 12, 31)
    return first + timedelta(days=int(chance.betavariate(1.5, 1.3) * (last - first).days))


def _person(chance: Random, number: int, woman: bool, born: date, taken: set[str]) -> c.Person:
    first = chance.choice(_WOMEN if woman else _MEN)
    last = chance.choice(("Test", "Prov")) + _ENDINGS[(number * 7) % len(_ENDINGS)]
    free = (demo_number(born, nnn).written for nnn in range(980 if woman else 981, 1000, 2))
    written = next(each for each in free if each not in taken)
    taken.add(written)
    language = chance.choice(_LANGUAGES) if chance.random() < 0.14 else None
    return c.Person(written, f"{first} {last}", phone(chance.randrange(80, 100)), language)
