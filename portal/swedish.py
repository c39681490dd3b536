"""How the portal says dates, periods, counts and names, as pure functions and as template filters.

Dates are given as people say them, with the exact date beside ("Om 3 arbetsdagar", "tor 26 nov"). Moments are aware
datetimes; days are Europe/Stockholm. Labels of code lists stand in ``portal.labels``.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from events.calendar import STOCKHOLM, day_of, working_days_between
from portal.labels import into_record, label, options, role_label

__all__ = ["into_record", "label", "options", "role_label"]

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
NUMBERS = ("inga", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_PHONE = re.compile(r"(\+?\d[\d -]{5,}\d)")
WEEKS_AHEAD_FROM = 20
"""More working days than this are easier to grasp as weeks."""


@dataclass(frozen=True)
class Due:
    """What stands at a task: ``said`` large, ``beside`` under it."""

    said: str
    beside: str
    late: bool

    def __str__(self) -> str:
        return f"{self.said}, {self.beside}" if self.late else self.said


def day(when: date) -> str:
    """23 november 2026"""
    return f"{day_and_month(when)} {when.year}"


def day_and_month(when: date) -> str:
    """23 november"""
    return f"{when.day} {MONTHS[when.month - 1]}"


def exact_date(when: date) -> str:
    """onsdag 10 februari 2027"""
    return f"{WEEKDAYS[when.weekday()]} {day(when)}"


long_day = exact_date


def short_date(when: date) -> str:
    """mån 16 nov"""
    return f"{WEEKDAYS[when.weekday()][:3]} {when.day} {MONTHS[when.month - 1][:3]}"


def near_date(when: date, today: date) -> str:
    """mån 16 nov, with its year when that is another than today's"""
    return short_date(when) if when.year == today.year else f"{short_date(when)} {when.year}"


def clock(moment: datetime) -> str:
    """14.05, in Stockholm"""
    local = moment.astimezone(STOCKHOLM)
    return f"{local.hour}.{local.minute:02}"


def moment_said(moment: datetime) -> str:
    """torsdag 10 december 2026 kl. 13.00"""
    return f"{exact_date(day_of(moment))} kl. {clock(moment)}"


def when_said(moment: datetime, now: datetime) -> str:
    """i dag 14.05, i går 14.05, i fredags 14.05, för en vecka sedan, för 5 veckor sedan, 17 september"""
    then, today = day_of(moment), day_of(now)
    ago = (today - then).days
    if ago < 0:
        return f"{'i morgon' if ago == -1 else short_date(then)} {clock(moment)}"
    if ago < 7:
        said = ("i dag", "i går")[ago] if ago < 2 else f"i {WEEKDAYS[then.weekday()]}s"
        return f"{said} {clock(moment)}"
    if ago < 14:
        return "för en vecka sedan"
    if ago < 60:
        return f"för {ago // 7} veckor sedan"
    return day_and_month(then) if then.year == today.year else day(then)


def due_said(due: date | None, today: date) -> Due:
    """I dag, I morgon, Om 3 arbetsdagar, Om 11 veckor, or Försenad with since when"""
    if due is None:
        return Due("Så snart det går", "", late=False)
    beside = near_date(due, today)
    if due < today:
        return Due("Försenad", f"sedan {beside}", late=True)
    return Due(_ahead(due, today), beside, late=False)


def _ahead(due: date, today: date) -> str:
    days, working_days = (due - today).days, working_days_between(today, due)
    if days < 2:
        return ("I dag", "I morgon")[days]
    if working_days == 0:
        return f"Om {days} dagar"
    if working_days > WEEKS_AHEAD_FROM:
        return f"Om {days // 7} veckor"
    return f"Om {working_days} {'arbetsdag' if working_days == 1 else 'arbetsdagar'}"


def days_left(until: date, today: date) -> str:
    """79 dagar kvar, for something valid to and including ``until``"""
    left = (until - today).days
    if left < 0:
        return f"upphörde {day(until + timedelta(days=1))}"
    return ("sista dagen i dag", "1 dag kvar")[left] if left < 2 else f"{left} dagar kvar"


def period_said(first: date, last: date | None) -> str:
    """3 augusti–30 september 2026, 3–9 augusti 2026, från 10 augusti 2026"""
    if last is None:
        return f"från {day(first)}"
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)}–{day(last)}"
    return f"{first.day if first.month == last.month else day_and_month(first)}–{day(last)}"


def joined(parts: Sequence[str], word: str = "och") -> str:
    """Arboga, Köping och Sala"""
    *most, last = parts or [""]
    return f"{', '.join(most)} {word} {last}" if most else last


def phones_apart(text: str) -> list[str]:
    """The text in pieces, every second one a phone number."""
    return _PHONE.split(text)


def counted(count: int, one: str, many: str) -> str:
    """en sak, fyra saker, 20 saker, inga saker; ``one`` is said with its article"""
    if count == 1:
        return one
    return f"{NUMBERS[count] if count < len(NUMBERS) else count} {many}"


def readers_said(readers: Sequence[str], parties: Sequence[str], own: str | None = None) -> str:
    """Who can read: "alla fyra parter" only when exactly all parties can; otherwise names, the own unit as (ni)"""
    named = [f"{name} (ni)" if name == own else name for name in readers]
    if len(parties) > 1 and set(readers) == set(parties):
        return "båda parterna" if len(parties) == 2 else f"alla {counted(len(parties), '', 'parter')}"
    return f"bara {named[0]}" if len(named) == 1 else joined(named)


def upper_first(text: str) -> str:
    """The first letter large, the rest left alone"""
    return text[:1].upper() + text[1:]


def collation_key(text: str) -> tuple[str, str]:
    """Swedish order: å, ä, ö after z; é as e; ü as y"""
    folded = text.casefold().translate(_SWEDISH_LETTERS)
    bare = "".join(sign for sign in unicodedata.normalize("NFD", folded) if not unicodedata.combining(sign))
    return bare, text


_SWEDISH_LETTERS = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})

FILTERS = {
    function.__name__: function
    for function in (
        *(day, day_and_month, exact_date, short_date, clock, moment_said, when_said, due_said, days_left, period_said),
        *(joined, counted, phones_apart, readers_said, upper_first, label, options, role_label, into_record),
    )
} | {"long_day": exact_date}
