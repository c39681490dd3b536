"""Questions without personal data: along a contact path, about nobody, answered once (domain 5.5, 6.2, 2.3)."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from events import commands as c
from events.calendar import add_working_days
from events.commands.deidentified import AnswerDeidentifiedInquiry, SendDeidentifiedInquiry
from events.commands.paths import PublishContactPath
from events.facts import deidentified as f
from events.free_text.names import holds_common_name, seems_named
from orgs.kinds import UnitType
from orgs.roles import Role
from portal.refusal_sentences import REFUSALS
from tests.events.test_paths import SIV
from tests.events.told import facts, refusal, unknown
from tests.world import ISSUER, TODAY, World

TEXT = "Kan ni ta emot någon två timmar i veckan från början?"


@pytest.fixture
def county(told: World) -> World:
    """With a way in to the income support of Köping, and a process leader."""
    told.do("chef.soc", PublishContactPath(primary=SIV))
    region = told.directory.units[told.unit("larkan")].org_id
    told.system(
        c.RegisterUnit(org_id=region, slug="medicin", name="medicin", unit_type=UnitType.INSURANCE_MEDICINE_OFFICE)
    )
    told.system(
        c.AssignRole(
            issuer=ISSUER,
            subject="process.medicin",
            name="Maria Demohag",
            role=Role.PROCESS_LEADER,
            unit_id=told.unit("medicin"),
            valid_from=TODAY,
            valid_to=TODAY.replace(year=2027),
        )
    )
    return told


def ask(world: World, text: str = TEXT, to: str = "soc") -> SendDeidentifiedInquiry:
    return SendDeidentifiedInquiry(to_unit=world.unit(to), text=text)


def asked(world: World) -> UUID:
    return world.do("reko.larkan", ask(world)).entries[0].stream_id


def answer(inquiry_id: UUID, text: str = "Ja, ring oss först.") -> AnswerDeidentifiedInquiry:
    return AnswerDeidentifiedInquiry(deidentified_inquiry_id=inquiry_id, text=text)


def test_a_question_goes_along_the_path_with_the_time_it_promises(county: World) -> None:
    (fact,) = facts(county.do("reko.larkan", ask(county)))
    assert isinstance(fact, f.DeidentifiedInquirySent)
    assert (fact.from_unit, fact.to_unit) == (county.unit("larkan"), county.unit("soc"))
    assert fact.leaders == (county.unit("medicin"),)
    assert fact.due_on == add_working_days(TODAY, 2)


def test_each_question_is_a_stream_of_its_own(county: World) -> None:
    assert asked(county) != asked(county)


def test_without_a_path_to_oneself_or_by_a_manager_nothing_is_asked(county: World) -> None:
    assert refusal(county, "reko.larkan", ask(county, to="fk")) == ("path_unknown", "to_unit")
    assert refusal(county, "handlaggare.soc", ask(county)) == ("own_path", "to_unit")
    assert refusal(county, "chef.larkan", ask(county)) == ("role_not_allowed", None)
    nowhere = SendDeidentifiedInquiry(to_unit=uuid4(), text=TEXT)
    assert refusal(county, "reko.larkan", nowhere) == ("path_unknown", "to_unit")


@pytest.mark.parametrize(
    "text",
    [
        "Kan vi prata om 19840314-9808?",
        "Ring mig på 070-174 06 05 om det.",
        "Skriv till siv@koping.example om det.",
        "Jag undrar om Amina kan börja nu.",
        "Hur gör vi med hennes barn?",
        "Gäller det F32 eller något annat?",
    ],
)
def test_what_points_to_somebody_is_blocked_in_question_and_answer(county: World, text: str) -> None:
    assert refusal(county, "reko.larkan", ask(county, text)) == ("freetext_blocked", "text")
    assert refusal(county, "handlaggare.soc", answer(asked(county), text)) == ("freetext_blocked", "text")


def test_places_and_authorities_are_nobody(county: World) -> None:
    for text in ("Hur gör ni i Köping när Försäkringskassan har sagt nej?", "Tar Arbetsförmedlingens kontor emot dem?"):
        assert not seems_named(text, county.directory)
        county.do("reko.larkan", ask(county, text))


@pytest.mark.parametrize(
    "text",
    [
        "Amina kan börja nu.",
        "Kan hon börja? Bengt undrar.",
        "Hej!\nKhadija vill ha ett möte.",
        "- Fatima behöver hjälp",
        "Aminas plan är klar.",
        "”Dawit” är sjukskriven",
        "Jan-Erik kan börja.",
        "Testsson är sjukskriven.",
        "ANDREAS kan börja",
        "Per vill börja nu.",
        "Bo arbetar inte.",
        "Maj ska till läkaren.",
        "Åsa och läkaren är överens.",
    ],
)
def test_a_name_at_the_beginning_of_a_sentence_is_blocked(county: World, text: str) -> None:
    assert refusal(county, "reko.larkan", ask(county, text)) == ("freetext_blocked", "text")


@pytest.mark.parametrize(
    "text",
    [
        "Inga platser? Mina frågor är två. Sina egna har de.",
        "Per månad eller per vecka? Max två timmar. Maj är full.",
        "Hans eller hennes plan spelar ingen roll. Rosa blanketter gäller. Tim per vecka?",
        "Kan ni ta emot någon? Vill ni ringa? Ska vi vänta? Bor personen där? Får vi fråga?",
        "Stig upp tidigt hjälper inte. Dag ett är måndag. Sten för sten. Rut och rot. Liv och hälsa. Sol hjälper.",
        "Köping har ingen plats. Sala har. Försäkringskassan säger nej. Socialtjänstens svar kom.",
        "Blir det lex Maria? Lex Sarah gäller kommunen.",
        "När, hur och varför? Vem svarar? Vilka regler? Om inte: vad då? Tack!",
        "SAM och LSS? SIP när?",
    ],
)
def test_ordinary_words_that_begin_a_sentence_are_nobody(county: World, text: str) -> None:
    county.do("reko.larkan", ask(county, text))


def test_what_the_portal_itself_says_names_nobody(county: World) -> None:
    """The handbook and the sentences of refusals: Swedish as it is written here, with hundreds of first words."""
    handbook = (Path(__file__).parents[2] / "docs" / "handbok").glob("*.md")
    said = [*REFUSALS.values(), *(line for page in handbook for line in page.read_text().splitlines())]
    assert len(said) > 400
    assert [text for text in said if holds_common_name(text, county.directory)] == []


def test_the_unit_that_was_asked_answers_once(county: World) -> None:
    inquiry_id = asked(county)
    (fact,) = facts(county.do("handlaggare2.soc", answer(inquiry_id)))
    assert isinstance(fact, f.DeidentifiedInquiryAnswered) and fact.unit_id == county.unit("soc")
    assert refusal(county, "handlaggare.soc", answer(inquiry_id)) == ("inquiry_answered", "deidentified_inquiry_id")


def test_the_process_leader_may_answer_instead_and_the_asker_may_not(county: World) -> None:
    assert refusal(county, "reko2.larkan", answer(asked(county))) == ("role_not_allowed", None)
    county.do("process.medicin", answer(asked(county)))


def test_to_everybody_else_there_is_no_such_question(county: World) -> None:
    inquiry_id = asked(county)
    assert unknown(county, "handlaggare.fk", answer(inquiry_id))
    assert unknown(county, "handlaggare.soc", answer(uuid4()))
