"""Numbers and addresses in free text: folding away disguises, then personal numbers, phone numbers and e-mail.

Check digits are not looked at: a slip in one digit still points somebody out, and demo numbers have a wrong one by
design. Dates, periods and times are common in these texts and must pass.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Characters that show nothing but are not in category Cf: joiners, fillers, the empty Braille cell.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_UNSEEN = frozenset({"Cf", "Mn", "Me"})

_DIGIT = re.compile("[0-9]")
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"  # 61–91: samordningsnummer
_CENTURY = r"(?:(?:1[89]|20) ?)?"
_LAST_FOUR = r"(?P<last>\d{2} ?\d{2})(?!\d)"
# ÅÅÅÅMMDD or ÅÅMMDD in one piece may be parted from the last four by nearly anything. A date written with dashes may
# only be parted by space, dash or plus, or every "2026-08-10: 1500 steg" is hit; nor is a second date its last four.
_COMPACT = re.compile(rf"(?<!\d)(?P<day>{_CENTURY}\d\d ?{_MONTH}{_DAY})[\s\-+./_,:;*()|]{{0,3}}{_LAST_FOUR}", re.ASCII)
_PARTED = re.compile(
    rf"(?<!\d)(?P<day>{_CENTURY}\d\d(?P<gap>[-./ ]){_MONTH}(?P=gap)?{_DAY})(?:[\s\-+]{{0,3}}|(?P=gap))"
    rf"(?!(?:19|20)\d\d(?P=gap)\d\d(?!\d)){_LAST_FOUR}",
    re.ASCII,
)
_SPACED_DIGITS = re.compile(r"(?<!\d)\d(?:[ -]{1,2}\d(?!\d)){9,}", re.ASCII)
_DIGIT_GROUPS = re.compile(r"(?<![\d-])\d+(?: \d+)+(?![\d-])", re.ASCII)
_WHOLE = re.compile(rf"(?:1[89]|20)?\d\d{_MONTH}{_DAY}\d{{4}}", re.ASCII)

_TIME = r"[012]?\d[.:][0-5]\d"
_DATE_OR_TIME = re.compile(
    rf"(?<!\d)(?:(?:19|20)\d\d-\d\d-\d\d(?: {{1,2}}{_TIME}(?: ?- ?{_TIME})?)?|\d{{6}}-\d{{6}}"
    rf"|(?<!\d[.: -]){_TIME}(?: ?- ?{_TIME})?)(?!\d)(?![.:]\d)",
    re.ASCII,
)
_PHONE = re.compile(
    r"(?<![\d.,])(?<!\d[/-])(?:(?P<abroad>(?:\+ ?|00 ?)(?=[1-9]))|0(?=[ -]?[1-9]))[\d ()/.-]*\d", re.ASCII
)
# As people write their phone number: in one piece, or the area code by itself. 070114-1234 is no such thing.
_WRITTEN_AS_PHONE = re.compile(r"(?<![\d-])0(?:\d{9}|\d{1,3}[ /.-]{1,2}\d[\d /.-]{4,12}\d)(?![\d-])", re.ASCII)
_EMAIL = re.compile(r"[^\s@]\s?(?:@|[(\[]at[)\]]|\ssnabel-?a\s)\s?[^\s@.]+(?:\.[^\s@.]+)*\.\w{2,}", re.IGNORECASE)
_AT = ("@", "at)", "at]", "snabel")
"""Every e-mail address has one of these."""
_ORDINARY = re.compile("[\t\n -~ÅÄÖåäöÉéÜü]*")
"""What Swedish is written with, and what folding leaves as it is."""


def folded(text: str) -> str:
    """The text for matching only: compatibility forms, digits and dashes made plain, unseen characters dropped."""
    if _ORDINARY.fullmatch(text):
        return text
    return "".join(map(_plain, unicodedata.normalize("NFKC", text)))


def has_digit(plain: str) -> bool:
    """Most texts have none, and then no number, date or code is worth looking for."""
    return _DIGIT.search(plain) is not None


def personal_numbers(plain: str) -> Iterator[str]:
    """The digits (ten or twelve) of everything in a folded text that reads as a personnummer or samordningsnummer."""
    if not has_digit(plain):
        return
    together = _SPACED_DIGITS.sub(lambda found: re.sub("[ -]", "", found[0]), plain)
    for shape in (_COMPACT, _PARTED):
        yield from (re.sub(r"\D", "", found["day"] + found["last"]) for found in shape.finditer(together))
    for group in _DIGIT_GROUPS.findall(together):
        digits = group.replace(" ", "")
        if _WHOLE.fullmatch(digits):
            yield digits


def has_phone(plain: str) -> bool:
    """A Swedish number of eight to ten digits with its leading 0, or eight to thirteen after a plus or 00."""
    if not has_digit(plain):
        return False
    for found in _PHONE.finditer(_DATE_OR_TIME.sub("…", plain)):
        digits = found[0][len(found["abroad"] or "") :].replace("(0)", "")
        longest = 13 if found["abroad"] else 10
        # The number may be followed by other numbers, so every place where a group of digits ends is tried.
        ends = (len(re.sub(r"\D", "", digits[: end.end()])) for end in re.finditer(r"\d(?!\d)", digits))
        if any(8 <= count <= longest for count in ends):
            return True
    return False


def without_phones(plain: str) -> str:
    """The folded text without what is written as a Swedish phone number, some of which read as a personnummer too."""
    return _WRITTEN_AS_PHONE.sub("…", plain)


def has_email(plain: str) -> bool:
    return any(map(plain.lower().__contains__, _AT)) and _EMAIL.search(plain) is not None


@lru_cache(maxsize=1024)
def _plain(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(character)
    if category in _UNSEEN or character in _INVISIBLE:
        return ""
    if category == "Pd" or character == "\N{MINUS SIGN}":
        return "-"
    return " " if category == "Zs" else character
