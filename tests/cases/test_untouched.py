"""What the portal does by itself is told to the unit that leads the case, and on the day that it happens."""

from datetime import timedelta

from msgspec.structs import replace

from events import commands as c
from events.calendar import day_of
from events.kinds import HowObtained, Outcome, PurgeGround, Status
from events.purging import close_resting, ground_of
from portal.swedish import day
from tests.cases.reading import case_page, text_of
from tests.house.county import County

HEADING = "Om inget händer"


def test_a_case_that_rests_says_when_it_is_asked_about_and_closed(home: County) -> None:
    case_id = home.world.active("soc", "fk")
    assert HEADING not in text_of(case_page(home, "reko.larkan", case_id))
    home.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id, how_told=HowObtained.PHONE))
    said = text_of(case_page(home, "reko.larkan", case_id))
    assert f"{HEADING} Ni får en påminnelse om ärendet 23 maj 2027. Portalen avslutar ärendet 24 november 2027." in said
    for other in ("handlaggare.soc", "handlaggare.fk"):
        page = case_page(home, other, case_id)
        assert page.status_code == 200 and HEADING not in text_of(page)
    case, act = home.world.log.load(case_id), home.world.act("reko.larkan")
    closing = act.moment.replace(year=2027, month=11, day=24)
    assert not close_resting(case, replace(act, moment=closing - timedelta(days=1)))
    assert close_resting(case, replace(act, moment=closing))


def test_a_closed_case_says_when_it_is_purged(home: County) -> None:
    case_id = home.world.active("soc")
    today = day_of(home.world.moment)
    home.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.REGULAR_WORK, closed_on=today))
    case = home.world.log.load(case_id)
    last = today.replace(year=today.year + 1)
    assert case.status(today) is Status.CLOSED and ground_of(case, last) is None
    assert ground_of(case, last + timedelta(days=1)) is PurgeGround.RETENTION
    said = text_of(case_page(home, "reko.larkan", case_id))
    assert f"{HEADING} Ärendet gallras {day(last + timedelta(days=1))}." in said
    assert HEADING not in text_of(case_page(home, "handlaggare.soc", case_id))


def test_a_unit_that_was_left_out_is_told_nothing_of_the_rest(home: County) -> None:
    """It must not be able to tell whether the case lives on."""
    case_id = home.world.active("soc", "fk")
    home.world.consent(case_id, "larkan", "fk")
    page = case_page(home, "handlaggare.soc", case_id)
    assert page.status_code == 200 and HEADING not in text_of(page)
