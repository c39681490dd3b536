"""Filling in the consent form as a browser would, and reading the answer as a person would."""

import re
from html import unescape
from typing import Any
from uuid import UUID

from events import commands as c
from events.categories import ALWAYS, Purpose, default_ticks
from events.kinds import Channel, ContactPurpose
from tests.house.county import County

CANARY = "Kanariefågel i köksfönstret"
"""Free text that the case holds and that no page before its reader's check may show."""


def at(case_id: UUID, place: str) -> str:
    return f"/arenden/{case_id}/samtycken/{place}"


def text_of(answer: Any) -> str:
    """What a person reads: without tags and soft hyphens, one space between words."""
    bare = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", answer.text, flags=re.S)
    return re.sub(r"\s+", " ", unescape(bare).replace("\u00ad", "")).strip()


def field(answer: Any, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', answer.text)
    assert found is not None, name
    return unescape(found.group(1))


def filled(home: County, case_id: UUID, *slugs: str, page: Any = None, **more: Any) -> dict[str, Any]:
    """The form as a browser would send it when everything usual is ticked for these units."""
    page = page or home.hand("reko.larkan").get(f"/arenden/{case_id}/samtycken")
    purposes = [Purpose.REHAB_PLANNING, Purpose.SIP, Purpose.INFORM_FK]
    units = [home.world.directory.by_slug[slug] for slug in ("larkan", *slugs)]
    fields: dict[str, Any] = {
        "command_id": field(page, "command_id"),
        "seen": field(page, "seen"),
        "supersedes": field(page, "supersedes"),
        "informed": "true",
        "purposes": [str(p) for p in purposes],
        "drawn_purposes": ["contact", *(str(p) for p in purposes)],
        "recipients": [str(u.unit_id) for u in units[1:]],
        "offered": [str(u.unit_id) for u in units],
        "columns": [str(u.unit_id) for u in units],
        "may": [
            f"{u.unit_id}:{category}"
            for u in units
            if u.party
            for category in default_ticks(u.party, purposes) - ALWAYS
        ],
        "period": "6",
        "consent_form": "written",
        "document_location": "Pärm 4",
        "given_on": "2026-11-23",
        "how_obtained": "signed_form",
        "given_by": "person",
    }
    return fields | more


def save(home: County, case_id: UUID, fields: dict[str, Any], by: str = "reko.larkan") -> Any:
    return home.hand(by).form(f"/arenden/{case_id}/samtycken", fields)


def waiting(home: County) -> UUID:
    """A case that larkan has written in and that soc has not made sure of."""
    case_id = home.world.draft()
    home.world.consent(case_id, "larkan", "soc", "fk")
    talk = c.LogContact(
        case_id=case_id,
        with_unit=home.world.unit("soc"),
        channel=Channel.PHONE,
        purpose=ContactPurpose.PLANNING,
        text=CANARY,
    )
    home.world.do("reko.larkan", talk)
    return case_id
