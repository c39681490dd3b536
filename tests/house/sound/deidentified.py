"""Sound examples of questions without personal data."""

from uuid import UUID

from events.commands.deidentified import AnswerDeidentifiedInquiry, SendDeidentifiedInquiry
from tests.house.county import County
from tests.house.sound.example import Sound, as_sent, example
from tests.house.sound.paths import published

TEXT = "Kan ni ta emot någon två timmar i veckan från början?"


def asked(county: County, by: str = "handlaggare.soc", to: str = "larkan") -> UUID:
    published(county, to)
    command = SendDeidentifiedInquiry(to_unit=county.world.unit(to), text=TEXT)
    return county.do(by, command).entries[0].stream_id


@example(SendDeidentifiedInquiry)
def send(county: County) -> Sound:
    published(county)
    fields = {"to_unit": county.world.unit("soc"), "text": TEXT}
    return Sound("reko.larkan", as_sent(fields), ("deidentified_inquiry_id",))


@example(AnswerDeidentifiedInquiry)
def answer(county: County) -> Sound:
    return Sound("reko.larkan", as_sent({"deidentified_inquiry_id": asked(county), "text": "Ja, ring oss först."}))
