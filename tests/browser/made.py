"""Cases of a test's own, made by the commands, so that a second walk does not meet the first."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

from playwright.sync_api import Page

from events.personnummer import demo_number
from portal.demo.ids import unit_id

INFORMED = ("what", "with_whom", "why", "voluntary", "withdraw", "secrecy_differs", "log_right")
ALL = ("contact", "rehab_planning", "sip", "inform_fk")
CATEGORIES = ("identity_contact", "sick_leave", "rehab_plan", "planning", "livelihood", "person_view")
_DAYS: Iterator[date] = (date(1969, 1, 1) + timedelta(days=n) for n in count())


def number() -> str:
    """Of somebody nobody has met."""
    return demo_number(next(_DAYS), 983).written


def command(page: Page, name: str, **fields: object) -> dict[str, Any]:
    """As the user who is logged in on the page."""
    token = page.locator('input[name="_csrf_token"]').first.input_value()
    sent = page.request.post(f"/api/v1/commands/{name}", data=fields, headers={"x-csrftoken": token})
    assert sent.ok, sent.text()
    made: dict[str, Any] = sent.json()
    return made


def me(page: Page) -> str:
    return str(page.request.get("/api/v1/me").json()["user"]["user_id"])


def drafted(page: Page, name: str) -> str:
    """The id of a case that waits for a consent, in Köping."""
    person = {"personnummer": number(), "name": name}
    terms = {"municipality_code": "1983", "initiating_reason": "early_contact", "protected_identity_checked": True}
    return str(command(page, "draft-case", person=person, **terms)["case_id"])


def consented(page: Page, case_id: str, *slugs: str) -> None:
    """A written consent to the user's own unit and these."""
    terms: dict[str, object] = {
        "given_on": "2026-11-23", "form": "written", "how_obtained": "signed_form", "document_location": "Pärm 4",
        "information_given": dict.fromkeys(INFORMED, True), "purposes": ALL,
        "recipients": [{"unit_id": str(unit_id(slug)), "categories": CATEGORIES} for slug in slugs],
    }  # fmt: skip
    command(page, "record-consent", case_id=case_id, **terms)


def joined(page: Page, case_id: str) -> None:
    command(page, "verify-consent", case_id=case_id, how="seen_form")
    command(page, "confirm-party", case_id=case_id, caseworkers=[me(page)])
