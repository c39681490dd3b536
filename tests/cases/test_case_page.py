"""What the page says first, what it offers, and for whom it does not exist."""

import re
from datetime import date
from html import unescape

import pytest

from events import commands as c
from events.kinds import InquiryType
from tests.cases.reading import CANARY, case_page, certificate, shared_view, text_of
from tests.house.county import NOWHERE, County


def test_a_draft_says_what_to_do_next(home: County) -> None:
    case_id = home.world.draft()
    said = text_of(case_page(home, "reko.larkan", case_id))
    assert "Utkast, inväntar samtycke" in said and "Utan samtycke ska utkastet bort senast 23 december 2026." in said
    assert f'href="/arenden/{case_id}/samtycken"' in unescape(case_page(home, "reko.larkan", case_id).text)
    for stranger in ("handlaggare.soc", "reko.psyk"):
        assert case_page(home, stranger, case_id).status_code == 404


def test_an_unverified_unit_is_sent_to_the_gate_from_every_page_of_the_case(home: County) -> None:
    case_id = home.world.draft()
    home.world.consent(case_id, "larkan", "soc")
    for rest in ("", "/kontakter/ny", "/fragor/ny", "/utdrag", "/handlaggare"):
        answer = case_page(home, "handlaggare.soc", case_id, rest)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/arenden/{case_id}/samtycken/kontroll")
    assert case_page(home, "handlaggare.soc", case_id, "/lasare?kategori=planning").status_code == 404


def test_a_case_that_is_not_ones_own_looks_like_none_at_all(home: County) -> None:
    case_id = home.world.active("soc")
    for rest in ("", "/utdrag", "/kontakter/ny", "/fragor/ny", "/avslut", "/lasare"):
        none = case_page(home, "handlaggare.fk", NOWHERE, rest)
        answer = case_page(home, "handlaggare.fk", case_id, rest)
        assert (answer.status_code, text_of(answer)) == (404, text_of(none))
        assert case_page(home, "reko.larkan", case_id, rest).status_code == 200


def test_a_colleague_is_shown_the_way_in_and_not_the_case(home: County) -> None:
    case_id = home.world.active("soc")
    answer = case_page(home, "reko2.larkan", case_id)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/arenden/{case_id}/ersattare")
    page = home.stand_in("reko2.larkan", case_id).get(f"/arenden/{case_id}")
    assert "Amina Testsson" in text_of(page) and "Du har öppnat ärendet för en kollega" in text_of(page)


@pytest.mark.parametrize(
    ("subject", "may", "may_not"),
    [
        ("reko.larkan", ("Lägg in läkarintyg", "Planera nedtrappning", "Avsluta ärendet", "Frågan om våld"), ()),
        ("handlaggare.soc", ("Anteckna försörjning", "Ställ en fråga"), ("Lägg in läkarintyg", "Avsluta", "våld")),
        ("handlaggare.fk", ("Anteckna SGI",), ("Lägg in läkarintyg", "Planera nedtrappning", "Avsluta", "våld")),
    ],
)
def test_only_what_the_role_may_do_is_offered(
    home: County, subject: str, may: tuple[str, ...], may_not: tuple[str, ...]
) -> None:
    case_id = home.world.active("soc", "fk")
    home.world.do("reko.larkan", certificate(case_id, date(2026, 11, 2), date(2026, 12, 31), 75))
    said = text_of(case_page(home, subject, case_id))
    assert all(each in said for each in may)
    assert not any(each in said for each in may_not)


def test_the_timeline_narrows_by_links_that_work_without_script(home: County) -> None:
    case_id = shared_view(home, "soc")
    home.world.do("reko.larkan", certificate(case_id, date(2026, 11, 2), date(2026, 12, 31), 75))
    everything = text_of(case_page(home, "reko.larkan", case_id, "?visa=allt"))
    assert CANARY in everything and "Samtycket är kontrollerat" in everything
    leave = text_of(case_page(home, "reko.larkan", case_id, "?visa=sjukskrivning"))
    assert CANARY not in leave and "Sjukskrivning 75 procent" in leave
    unknown = case_page(home, "reko.larkan", case_id, "?visa=<script>")
    assert unknown.status_code == 200 and "<script>" not in unknown.text.partition("<main")[2]


def test_older_entries_are_a_link_away_and_open_questions_never(home: County) -> None:
    case_id = home.world.active("soc")
    question = c.SendInquiry(case_id=case_id, to_unit=home.world.unit("larkan"), type=InquiryType.PLANNING, text=CANARY)
    home.world.do("handlaggare.soc", question)
    soc = home.world.unit("soc")
    for n in range(11):
        shared = c.RecordPersonView(
            case_id=case_id, goals=f"Mål nummer {n}.", confirmed_by_person=True, recipients=frozenset({soc})
        )
        home.world.do("reko.larkan", shared)
    latest = case_page(home, "reko.larkan", case_id, "?visa=allt")
    assert "Mål nummer 10." in text_of(latest) and "Mål nummer 0." not in text_of(latest)
    assert CANARY in text_of(latest).partition("Det här har hänt")[2]
    older = re.search(r'href="([^"]*alla=ja)#h-(\w+)"', unescape(latest.text))
    assert older is not None and "visa=allt" in older.group(1)
    whole = home.hand("reko.larkan").get(older.group(1))
    assert "Mål nummer 0." in text_of(whole) and f'id="h-{older.group(2)}"' in whole.text
    assert "Visa äldre händelser" not in text_of(whole)


def test_waiting_questions_stand_first_with_their_day(home: County) -> None:
    case_id = home.world.active("soc", "fk")
    asked = c.SendInquiry(
        case_id=case_id,
        to_unit=home.world.unit("larkan"),
        type=InquiryType.PLANNING,
        text=CANARY,
        due_on=date(2026, 11, 26),
    )
    home.world.do("handlaggare.soc", asked)
    said = text_of(case_page(home, "reko.larkan", case_id))
    assert f"Om 3 arbetsdagar tor 26 nov Ni ska svara soc (demo) ”{CANARY}”" in said
    assert "larkan (demo) ska svara" in text_of(case_page(home, "handlaggare.soc", case_id))
    assert CANARY not in text_of(case_page(home, "handlaggare.fk", case_id))
