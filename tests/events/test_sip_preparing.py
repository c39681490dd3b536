"""Each section of a preparation is its own entry in its own category, to the invited units that hold it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from events.categories import Category
from events.commands import sip as s
from events.facts import sip as sip_facts
from events.facts.sip import PreparedAnswer
from events.sip.questions import CATEGORY_OF, COMMON, OF_PARTY, OF_PERSON, Question
from tests.events.told import refusal
from tests.meeting import form, prepared, sip_of, summoned
from tests.world import World


def test_every_question_has_its_category_and_its_form() -> None:
    asked = {*COMMON, *OF_PERSON, *(question for questions in OF_PARTY.values() for question in questions)}
    assert asked == set(Question) == set(CATEGORY_OF)


def test_each_section_goes_to_the_invited_that_hold_its_category(told: World) -> None:
    case_id = told.draft()
    kept = told.recipient("soc", without=frozenset({Category.SICK_LEAVE}))
    told.consent(case_id, recipients=(told.recipient("larkan"), kept, told.recipient("fk"), told.recipient("ame")))
    for slug in ("soc", "fk", "ame"):
        told.join(case_id, f"handlaggare.{slug}")
    sip_id = summoned(told, case_id, "soc", "fk")
    made = told.do("reko.larkan", form(case_id, sip_id, "reko.larkan")).entries
    readers = {entry.category: entry.recipients for entry in made}
    assert readers == {
        Category.PLANNING: {told.unit("soc"), told.unit("fk")},
        Category.SICK_LEAVE: {told.unit("fk")},
    }
    only = form(case_id, sip_id, "reko.larkan", recipients=frozenset({told.unit("soc")}))
    readers = {entry.category: entry.recipients for entry in told.do("reko.larkan", only).entries}
    assert readers == {Category.PLANNING: {told.unit("soc")}, Category.SICK_LEAVE: set()}


def test_the_form_is_never_shared_wider_than_the_consent(told: World) -> None:
    case_id = told.active("soc")
    sip_id = summoned(told, case_id, "soc")
    wide = form(case_id, sip_id, "reko.larkan", recipients=frozenset({told.unit("af")}))
    assert refusal(told, "reko.larkan", wide) == ("category_not_allowed", "recipients")


def test_a_new_submission_replaces_ones_own_whole(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = summoned(told, case_id, "soc", "fk")
    prepared(told, case_id, sip_id, "handlaggare.soc")
    prepared(told, case_id, sip_id, "handlaggare.fk")
    answers = (PreparedAnswer(Question.NEED, "Ett intyg."),)
    prepared(told, case_id, sip_id, "handlaggare.soc", answers=answers)
    sip = sip_of(told, case_id, sip_id)
    assert [entry.category for entry in sip.prepared[told.unit("soc"), False]] == [Category.PLANNING]
    assert len(sip.prepared[told.unit("fk"), False]) == 2


def test_what_a_colleague_submitted_meanwhile_is_not_overwritten_unseen(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = summoned(told, case_id, "soc", "fk")
    prepared(told, case_id, sip_id, "handlaggare.soc", replaces=s.NOTHING_BEFORE)
    stale = form(case_id, sip_id, "handlaggare.soc", replaces=s.NOTHING_BEFORE)
    assert refusal(told, "handlaggare.soc", stale) == ("stale_form", "replaces")
    latest = sip_of(told, case_id, sip_id).prepared[told.unit("soc"), False][0].command_id
    prepared(told, case_id, sip_id, "handlaggare.soc", replaces=latest)
    prepared(told, case_id, sip_id, "handlaggare.fk", replaces=s.NOTHING_BEFORE)


def test_after_the_meeting_has_begun_nobody_prepares(told: World) -> None:
    case_id = told.active("soc")
    sip_id = summoned(told, case_id, "soc")
    at = sip_of(told, case_id, sip_id).at
    assert at
    told.moment = at - timedelta(seconds=30)
    prepared(told, case_id, sip_id, "handlaggare.soc")
    told.moment = at
    late = form(case_id, sip_id, "handlaggare.soc")
    assert refusal(told, "handlaggare.soc", late)[0] == "sip_preparation_late"


@pytest.mark.parametrize(
    ("answers", "key", "field"),
    [
        ((), "sip_preparation_empty", "answers"),
        (((Question.OFFER, " "),), "sip_preparation_empty", "answers"),
        (((Question.SGI, "Noll."),), "sip_question_not_yours", "answers.0.text"),
        (((Question.MATTERS_MOST, "Ro."),), "sip_question_not_yours", "answers.0.text"),
        (((Question.OFFER, "Ja."), (Question.OFFER, "Nej.")), "sip_question_twice", "answers.1.text"),
        (((Question.OUR_QUESTIONS, "Ett?\nTvå?\n\nTre?\nFyra?"),), "sip_too_many_questions", "answers.1.text"),
        (((Question.HINDERS, "Ring 19840314-9808."),), "freetext_blocked", "answers.0.text"),
        (((Question.HINDERS, "Hot hemma."),), "freetext_warning", "answers.0.text"),
    ],
)
def test_a_faulty_form_is_refused_at_its_field(
    told: World, answers: tuple[tuple[Question, str], ...], key: str, field: str
) -> None:
    case_id = told.active("soc")
    sip_id = summoned(told, case_id, "soc")
    command = form(case_id, sip_id, "handlaggare.soc", answers=tuple(PreparedAnswer(*each) for each in answers))
    assert refusal(told, "handlaggare.soc", command) == (key, field)


def test_any_invited_unit_notes_the_persons_form(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = summoned(told, case_id, "soc", "fk")
    words = (PreparedAnswer(Question.MATTERS_MOST, "Att sova."),)
    made = told.do("handlaggare.fk", form(case_id, sip_id, "handlaggare.fk", answers=words, for_person=True)).entries
    assert [entry.category for entry in made] == [Category.PERSON_VIEW]
    assert made[0].recipients == {told.unit("larkan"), told.unit("soc")}


def test_what_the_person_wants_left_out_stays_with_the_convener(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = summoned(told, case_id, "soc", "fk")
    words = (PreparedAnswer(Question.MATTERS_MOST, "Att sova."),)
    more = {"answers": words, "for_person": True, "not_to_bring_up": "Sömnmedicinen."}
    other = form(case_id, sip_id, "handlaggare.soc", **more)
    assert refusal(told, "handlaggare.soc", other) == ("sip_wishes_convener", "not_to_bring_up")
    own_form = form(case_id, sip_id, "reko.larkan", not_to_bring_up="Sömnmedicinen.")
    assert refusal(told, "reko.larkan", own_form) == ("sip_wishes_convener", "not_to_bring_up")
    shown = frozenset({Category.SICK_LEAVE})
    made = told.do("reko.larkan", form(case_id, sip_id, "reko.larkan", **more, may_show_to_outsiders=shown)).entries
    wish = made[-1]
    assert isinstance(wish.fact, sip_facts.SipWishesNoted) and wish.recipients == frozenset()
    assert made[0].recipients == {told.unit("soc"), told.unit("fk")}
    never = form(case_id, sip_id, "reko.larkan", **more, may_show_to_outsiders=frozenset({Category.DIAGNOSIS}))
    assert refusal(told, "reko.larkan", never) == ("sip_never_for_outsiders", "may_show_to_outsiders")


def test_two_parties_submit_at_once(world: World) -> None:
    """Neither is told that the case has changed, and both forms are there."""
    case_id = world.active("soc", "fk")
    sip_id = summoned(world, case_id, "soc", "fk")
    before, both = world.log.load(case_id), ("handlaggare.soc", "handlaggare.fk")
    sent = [(form(case_id, sip_id, subject, replaces=s.NOTHING_BEFORE), world.act(subject)) for subject in both]
    with ThreadPoolExecutor(max_workers=2) as hands:
        receipts = list(hands.map(lambda each: world.log.execute(*each), sent))
    assert [len(receipt.entries) for receipt in receipts] == [2, 2]
    assert set(sip_of(world, case_id, sip_id).prepared) == {(world.unit("soc"), False), (world.unit("fk"), False)}
    assert not before.sips[sip_id].prepared
