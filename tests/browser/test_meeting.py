"""Four prepare one meeting at once: each sees only its scope, and what the others do shows without a reload."""

from datetime import date

from playwright.sync_api import Locator, Page, expect

from events.personnummer import demo_number
from portal.demo.ids import unit_id
from tests.browser.conftest import Login, axe_findings, fits
from tests.browser.made import INFORMED, command, me

WHO = ("reko.larkan", "handlaggare.soc-koping", "handlaggare.ame-koping", "handlaggare.fk-vastmanland")
PHONE = "070-174 06 44"
BOTH = ["identity_contact", "planning", "person_view"]
CATEGORIES = ([*BOTH, "livelihood"], BOTH, [*BOTH, "livelihood"])
PURPOSE = "Enas om hur hon kan börja arbetsträna i vår, och vem som gör vad."


def case_of_four(pages: list[Page], units: list[str]) -> str:
    """A case that the first of them opens with a written consent to the other three, who make sure of it."""
    reko = pages[0]
    person = {"personnummer": demo_number(date(1971, 2, 3), 985).written, "name": "Prov Testmöte", "phone": PHONE}
    drafted = {"municipality_code": "1983", "initiating_reason": "early_contact", "protected_identity_checked": True}
    case_id = str(command(reko, "draft-case", person=person, **drafted)["case_id"])
    terms = {
        "given_on": "2026-11-23",
        "form": "written",
        "how_obtained": "signed_form",
        "information_given": dict.fromkeys(INFORMED, True),
        "purposes": ["contact", "rehab_planning", "sip", "inform_fk"],
        "document_location": "Pärm 4",
        "recipients": [{"unit_id": unit, "categories": CATEGORIES[n]} for n, unit in enumerate(units)],
    }
    command(reko, "record-consent", case_id=case_id, **terms)
    for page in pages[1:]:
        command(page, "verify-consent", case_id=case_id, how="seen_form")
        command(page, "confirm-party", case_id=case_id, caseworkers=[me(page)])
    return case_id


def test_four_prepare_a_meeting_and_see_each_other_live(as_user: Login) -> None:
    pages = [as_user(who, "Lärkan" if who == "reko.larkan" else None) for who in WHO]
    reko, soc, ame, fk = pages
    units = [str(unit_id(slug)) for slug in ("soc-koping", "ame-koping", "fk-vastmanland")]
    case_id = case_of_four(pages, units)
    sip_id = command(reko, "propose-sip", case_id=case_id, purpose=PURPOSE)["sip_id"]
    call = {"at": "2026-12-16T13:00:00+01:00", "place": "Rum 3", "purpose": PURPOSE, "units": units}
    command(reko, "summon-sip", case_id=case_id, sip_id=sip_id, guests=["person"], **call)
    for page in pages:
        page.goto(f"/arenden/{case_id}/sip/{sip_id}")
        expect(ready(page, 0)).to_be_visible()
    secret = {"question": "livelihood", "text": "Försörjningsstöd till mars."}
    shared = {"question": "offer", "text": "Vi kan ha ett möte i veckan."}
    submitted = zip((soc, ame, fk, reko), ([secret, shared], *[[shared]] * 3), strict=True)
    for done, (page, answers) in enumerate(submitted, start=1):
        command(page, "submit-sip-preparation", case_id=case_id, sip_id=sip_id, answers=answers)
        for each in pages:
            expect(ready(each, done)).to_be_visible()
    for page in pages:
        expect(page.get_by_text(shared["text"]).first).to_be_visible()
        assert axe_findings(page) == [] and fits(page)
    assert [page.get_by_text(secret["text"]).count() > 0 for page in pages] == [
        True,
        True,
        False,
        True,
    ]  # the third was not given livelihood
    consent_id = reko.request.get(f"/api/v1/cases/{case_id}").json()["consent"]["consent_id"]
    command(soc, "withdraw-consent", case_id=case_id, consent_id=consent_id, how_told="phone")
    for page in (reko, ame, fk):
        expect(page.get_by_text("Mötet visas inte längre här.")).to_be_visible()
        expect(page.get_by_text(shared["text"])).to_have_count(0)


def ready(page: Page, done: int) -> Locator:
    return page.get_by_role("heading", name=f"Är vi redo? {done} av 5")
