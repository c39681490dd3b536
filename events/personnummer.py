"""Swedish personal identity numbers as typed, and who may use which (domain reference 9.5).

A number is twelve digits `ÅÅÅÅMMDDNNNC`. A samordningsnummer has the day + 60. Two disjoint sets exist:

* production accepts a number only when its check digit C is right (Luhn over ÅÅMMDDNNN);
* demo accepts a number only when NNN is 980–999 and C is the right digit + 5 modulo 10. Such a number was never issued.

The `personnummer` package judges date and check digit and accepts samordningsnummer. What it does not fit for is done
here: it refuses every wrong check digit (a demo number is handed to it with the digit turned back), it finds the
century of a ten-digit number by the computer's own clock, and it echoes the number in its errors. Numbers with an
unknown birth month or day (00, 60) and care providers' reserve numbers with letters are refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from personnummer import personnummer as package

DEMO_NNN = range(980, 1000)
DEMO_SHIFT = 5

# Group 1 is the century, 2 the six-digit date, 3 the separator, 4 the last four digits.
_TYPED = re.compile(r"(1[89]|20)?([0-9]{6})([-+]?)([0-9]{4})")

_REFUSALS = {
    "demo_number": "Använd bara testnummer i demomiljön.",
    "personnummer_invalid": "Personnumret stämmer inte. Skriv det som ÅÅÅÅMMDD-NNNN.",
}


class Mode(StrEnum):
    """Which of the two disjoint sets of numbers this installation accepts."""

    DEMO = "demo"
    PRODUCTION = "production"


class PersonnummerRefused(ValueError):
    """The typed number cannot be used. `key` is a key of the Swedish texts; the number itself is never repeated."""

    def __init__(self, key: Literal["demo_number", "personnummer_invalid"]) -> None:
        super().__init__(_REFUSALS[key])
        self.key = key


@dataclass(frozen=True, slots=True, repr=False)
class Personnummer:
    """A judged number; `digits` is the canonical `ÅÅÅÅMMDDNNNC`. It does not show itself in logs or tracebacks."""

    digits: str

    def __repr__(self) -> str:
        return "Personnummer(…)"

    @property
    def written(self) -> str:
        """As people write it: `ÅÅÅÅMMDD-NNNC`."""
        return f"{self.digits[:8]}-{self.digits[8:]}"

    @property
    def is_coordination_number(self) -> bool:
        return int(self.digits[6:8]) > 60

    @property
    def born(self) -> date:
        return _born(self.digits)

    @property
    def birth_year(self) -> int:
        return self.born.year

    @property
    def gender(self) -> Literal["woman", "man"]:
        return "man" if int(self.digits[10]) % 2 else "woman"

    @property
    def eighteenth_birthday(self) -> date:
        return self._birthday_in(self.birth_year + 18)

    def age_on(self, day: date) -> int:
        """Whole years on `day`; negative before birth."""
        return day.year - self.birth_year - (day < self._birthday_in(day.year))

    def _birthday_in(self, year: int) -> date:
        # Someone born on 29 February has the birthday on the 28th in other years: the last day of the month ends
        # a period counted in years, lag (1930:173) 1 §.
        born = self.born
        try:
            return born.replace(year=year)
        except ValueError:
            return date(year, 2, 28)


def parse(typed: str, *, mode: Mode, today: date) -> Personnummer:
    """Read a number as typed (with or without century, dash, plus, spaces) and judge it for `mode`.

    `today` (Stockholm) settles the century of a ten-digit number: the latest possible, or with a plus a hundred years
    earlier. Raises PersonnummerRefused: `personnummer_invalid` for what is no number or not yet born, `demo_number`
    for a number that is not a demo number in demo mode.
    """
    digits = _canonical(typed, today)
    try:
        born = _born(digits)
    except ValueError:
        raise PersonnummerRefused("personnummer_invalid") from None
    if born > today:
        raise PersonnummerRefused("personnummer_invalid")
    if mode is Mode.DEMO and not _is_demo(digits):
        raise PersonnummerRefused("demo_number")
    if mode is Mode.PRODUCTION and not package.valid(digits):
        raise PersonnummerRefused("personnummer_invalid")
    return Personnummer(digits)


def demo_number(born: date, nnn: int, *, coordination: bool = False) -> Personnummer:
    """The demo number of somebody born that day; odd `nnn` is a man. ValueError when `nnn` is outside 980–999."""
    if nnn not in DEMO_NNN:
        raise ValueError(f"Demo numbers have NNN {DEMO_NNN.start}–{DEMO_NNN.stop - 1}.")
    stem = f"{born.year:04}{born.month:02}{born.day + 60 * coordination:02}{nnn}"
    return next(Personnummer(f"{stem}{check}") for check in range(10) if _is_demo(f"{stem}{check}"))


def _canonical(typed: str, today: date) -> str:
    plain = "".join(
        "-" if unicodedata.category(character) == "Pd" or character == "\N{MINUS SIGN}" else character
        for character in unicodedata.normalize("NFKC", typed)
        if not character.isspace()
    )
    match = _TYPED.fullmatch(plain)
    if match is None:
        raise PersonnummerRefused("personnummer_invalid")
    century, day, separator, last = match.groups()
    if century is None:
        latest = today.year - 100 * (separator == "+")
        century = str((latest - (latest - int(day[:2])) % 100) // 100)
    return century + day + last


def _born(digits: str) -> date:
    day = int(digits[6:8])
    return date(int(digits[:4]), int(digits[4:6]), day - 60 if day > 60 else day)


def _is_demo(digits: str) -> bool:
    turned_back = digits[:11] + str((int(digits[11]) + DEMO_SHIFT) % 10)
    return int(digits[8:11]) in DEMO_NNN and bool(package.valid(turned_back))
