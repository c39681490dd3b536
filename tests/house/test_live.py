"""An open page is told that what it shows has changed, and never of anything that its reader may not read."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from events import commands as c
from events.kinds import Channel, ContactPurpose, HowObtained, InquiryType
from tests.house.county import County, Hand
from tests.house.live_pages import OpenPage, web_process

GONE = "-"


@pytest.fixture
def port(home: County) -> Iterator[int]:
    with web_process(home) as port:
        yield port


@pytest.fixture
def case_id(home: County) -> UUID:
    return home.case("soc", "fk")


def contact(county: County, case_id: UUID) -> c.LogContact:
    """Readable to all parties."""
    with_unit = county.world.unit("soc")
    return c.LogContact(
        case_id=case_id, with_unit=with_unit, channel=Channel.PHONE, purpose=ContactPurpose.PLANNING, text="Vi hördes."
    )


def question(county: County, case_id: UUID, to: str) -> c.SendInquiry:
    """Readable to two parties."""
    to_unit = county.world.unit(to)
    return c.SendInquiry(case_id=case_id, to_unit=to_unit, type=InquiryType.GENERAL, text="När börjar det?")


def mark(hand: Hand, case_id: UUID) -> str:
    return str(hand.get(f"/arenden/{case_id}/andringar").text)


def test_an_open_page_is_told_of_a_new_entry(home: County, port: int, case_id: UUID) -> None:
    hand = home.hand("handlaggare.soc")
    page = OpenPage(port, hand, case_id)
    home.do("reko.larkan", contact(home, case_id))
    assert page.next() == mark(hand, case_id)
    assert page.kind.startswith("text/event-stream")


def test_what_happened_between_the_page_and_its_stream_is_told_at_once(home: County, port: int, case_id: UUID) -> None:
    hand = home.hand("handlaggare.soc")
    shown = mark(hand, case_id)
    home.do("reko.larkan", contact(home, case_id))
    assert OpenPage(port, hand, case_id, shown).next() == mark(hand, case_id) != shown


def test_an_entry_for_others_tells_a_reader_nothing(home: County, port: int, case_id: UUID) -> None:
    outside, inside = home.hand("handlaggare.soc"), home.hand("handlaggare.fk")
    left_out, asked = OpenPage(port, outside, case_id), OpenPage(port, inside, case_id)
    before = mark(outside, case_id)
    home.do("reko.larkan", question(home, case_id, "fk"))
    assert asked.next()  # the wake-up has gone round
    assert mark(outside, case_id) == before
    home.do("reko.larkan", contact(home, case_id))
    after = mark(outside, case_id)
    assert left_out.next() == after != before and left_out.told.empty()


def test_a_withdrawal_reaches_every_open_page_and_the_page_then_shows_no_content(
    home: County, port: int, case_id: UUID
) -> None:
    home.do("reko.larkan", contact(home, case_id))
    hand = home.hand("handlaggare.fk")
    shown = hand.get(f"/arenden/{case_id}").text
    pages = [OpenPage(port, each, case_id) for each in (home.hand("handlaggare.soc"), hand)]
    told = c.WithdrawConsent(case_id=case_id, consent_id=home.consent_of(case_id), how_told=HowObtained.PHONE)
    home.do("reko.larkan", told)
    assert [page.next() for page in pages] == [mark(page.hand, case_id) for page in pages]
    assert "Vi hördes." in shown and "Vi hördes." not in hand.get(f"/arenden/{case_id}").text


def test_a_stream_of_a_case_that_is_not_ones_own_is_refused_as_if_there_were_none(
    home: County, port: int, case_id: UUID
) -> None:
    outsider = OpenPage(port, home.hand("handlaggare.soc-sala"), case_id)
    nothing = OpenPage(port, home.hand("handlaggare.soc-sala"), UUID(int=7))
    assert outsider.answer.status == nothing.answer.status == 404


def test_nothing_is_lost_when_the_listening_connection_is_cut(home: County, port: int, case_id: UUID) -> None:
    hand = home.hand("handlaggare.soc")
    page = OpenPage(port, hand, case_id)
    home.do("reko.larkan", contact(home, case_id))
    first = page.next()
    cut = home.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'portal live'")
    assert len(cut) == 1
    home.do("reko.larkan", contact(home, case_id))
    assert page.next() == mark(hand, case_id) != first


def test_fifty_open_pages_cost_one_connection(home: County, port: int, case_id: UUID) -> None:
    connections = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    hand = home.hand("handlaggare.soc")
    hand.get(f"/arenden/{case_id}")
    pages = [OpenPage(port, hand, case_id)]
    home.do("reko.larkan", contact(home, case_id))
    pages[0].next()
    one = home.sql(connections)[0][0]
    pages += [OpenPage(port, hand, case_id) for _ in range(49)]
    listening = home.sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'portal live'")
    assert listening == [(1,)]
    home.do("reko.larkan", contact(home, case_id))
    assert {page.next() for page in pages} == {mark(hand, case_id)}
    # The marks of all of them are computed on the process's ordinary, bounded pools.
    assert home.sql(connections)[0][0] - one <= home.portal.log.pool.max_size + 4


def test_a_deserted_screen_is_logged_out_although_its_stream_is_open(home: County, port: int, case_id: UUID) -> None:
    hand = home.hand("handlaggare.soc")
    home.sql("UPDATE web.session SET seen_at = now() - interval '5 minutes'")
    page = OpenPage(port, hand, case_id)
    home.do("reko.larkan", contact(home, case_id))
    assert page.next()
    seen = "SELECT count(*) FROM web.session WHERE seen_at > now() - interval '4 minutes'"
    assert home.sql(seen) == [(0,)]
    home.sql("UPDATE web.session SET seen_at = now() - interval '21 minutes'")
    home.do("reko.larkan", contact(home, case_id))
    assert page.next() == GONE and page.next() is None
    home.sql("UPDATE web.session SET seen_at = now() - interval '5 minutes'")
    hand.get("/arenden")  # the control: somebody who clicks stays
    assert home.sql(seen) == [(1,)]


def test_a_process_that_stops_does_not_wait_for_open_pages(home: County, case_id: UUID) -> None:
    with web_process(home) as port:
        page = OpenPage(port, home.hand("handlaggare.soc"), case_id)
        home.do("reko.larkan", contact(home, case_id))
        assert page.next()
    assert page.next() is None
