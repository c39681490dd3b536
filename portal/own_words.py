"""What the reader had typed, given back for copying when there is nowhere left to save it.

Only fields that open empty, so that nothing which the portal once filled in, from a case that is gone, comes back.
"""

from typing import Any
from urllib.parse import parse_qs

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.enums import RequestEncodingType

_VIEW = {
    "what_matters": "Vad som är viktigast",
    "goals": "Mål",
    "strengths": "Styrkor",
    "worries": "Oro",
}
OPENS_EMPTY: dict[str, dict[str, str]] = {
    "kontakter": {"text": "Texten"},
    "fragor": {"text": "Frågan"},
    "svar": {"text": "Svaret"},
    "nedtrappningar": {"condition_text": "Villkor"},
    "egen-beskrivning": _VIEW,
    "funktion": {"resources_text": "Resurser", "adaptation_advice_text": "Råd om anpassning"},
    "diagnoser": {"text": "Texten"},
    "planer": {"occupation_description": "Sysselsättning", "overall_goal": "Mål"},
    "planversioner": {"reason": "Varför planen ändras"},
    "fungerade-inte": {"note": "Vad som hände"},
    "oppnande": {"reason": "Varför ärendet öppnas igen"},
}
"""Last part of the address a form is sent to -> its free-text fields that nobody but the writer fills."""
LARGEST, MOST_FIELDS = 200_000, 2_000


def own_words(request: Request[Any, Any, Any]) -> list[dict[str, str]]:
    """``[{id, label, text}]`` of the form that this request carried; empty for all other requests."""
    typed = getattr(request.state, "typed", None) if request.method == "POST" else None
    fields = OPENS_EMPTY.get(request.scope["path"].rstrip("/").rpartition("/")[2], {})
    return [
        {"id": f"ditt-{name}", "label": label, "text": text}
        for name, label in fields.items()
        if (text := "\n".join((typed or {}).get(name, [])).strip())
    ]


async def remember_typed(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Reads the form of a request that no handler will take."""
    if not isinstance(connection, Request) or connection.method != "POST":
        return
    if connection.content_type[0] != RequestEncodingType.URL_ENCODED:
        return
    body = await connection.body()
    if len(body) <= LARGEST and body.count(b"&") < MOST_FIELDS:
        connection.state.typed = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
