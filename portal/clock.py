"""The domain clock: what day it is for consents, due dates and assignments.

Sessions and tokens keep system time. In demo mode the domain clock is the system clock moved by an offset that is kept
in the store, so that every process, and every later start, reads the same time.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DEMO_DAY = datetime(2026, 11, 23, 9, 0, tzinfo=STOCKHOLM)


@dataclass(frozen=True)
class Clock:
    offset: timedelta = timedelta(0)

    def moment(self) -> datetime:
        """Now, in UTC."""
        return datetime.now(UTC) + self.offset

    def today(self) -> date:
        """The day in Sweden."""
        return self.moment().astimezone(STOCKHOLM).date()


def offset_for(wanted: datetime, last_entry: datetime | None) -> timedelta:
    """The offset that makes it ``wanted`` now; the clock never goes back behind what has been written."""
    start = wanted if last_entry is None else max(wanted, last_entry)
    return start - datetime.now(UTC)
