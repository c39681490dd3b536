"""When the consent has ended or the unit is left out: a neutral notice and nothing of the meeting.

Who was writing gets their own words back, to copy to their own file; they are neither saved nor shown to anybody.
"""

from collections.abc import Iterable
from typing import Any

from litestar.response import Template

from events.kinds import Status
from events.reading import Reading
from events.refusals import Refused
from portal.acting import AnyRequest
from portal.pages import page
from portal.swedish import into_record

ENDED = frozenset({"consent_missing", "consent_expired", "not_verified", "sip_purpose_not_allowed"})
"""Refusals that mean: there is no consent to share this under any more."""
SHOWN = frozenset({Status.ACTIVE, Status.CLOSED})


def shown(reading: Reading) -> bool:
    """Whether a meeting is shown to this reader at all."""
    return reading.gate.shown_status in SHOWN


def ended(error: Exception) -> bool:
    return isinstance(error, Refused) and error.key in ENDED


def notice(request: AnyRequest, reading: Reading, own_words: Iterable[str] = (), status: int = 200) -> Template:
    """``own_words``: what this officer had written themselves, and that alone."""
    number = reading.case.number
    said = f"Samtycket i ärende {number} har upphört. Ärendet vilar."
    if reading.case.locked:
        said = f"Ärende {number} är spärrat."
    elif not reading.gate.takes_part:
        said = f"Er enhet deltar inte längre i ärende {number}."
    elif shown(reading):
        said = f"Samtycket i ärende {number} gäller inte längre för mötet."
    whole: dict[str, Any] = {
        "title": f"Ärende {number}",
        "said": said,
        "here": f"/arenden/{reading.case.case_id}",
        "own_words": "\n\n".join(text.strip() for text in own_words if text.strip()),
        "into": into_record(reading.gate.officer.unit.unit_type),
    }
    in_page = bool(request.headers.get("hx-request")) and request.method == "POST"
    return page(request, "sip/notice_part.html" if in_page else "sip/notice.html", status, **whole)
