"""Preparing a joint meeting: each section of a form is its own entry in its own category (domain.md 8.3)."""

from uuid import UUID

from events.act import Act
from events.case import Case
from events.categories import Category
from events.commands.sip import NOTHING_BEFORE, SubmitSipPreparation
from events.facts import Entry
from events.facts import sip as s
from events.facts.sip import PreparedAnswer
from events.refusals import Refused
from events.sealing import Sealed
from events.sharing import chosen, sealed_text, text
from events.sip.fold import Sip
from events.sip.questions import CATEGORY_OF, MOST_QUESTIONS, Question, asked_of
from events.sip.rules import coming, invited, let_to_plan, open_meeting

NEVER_FOR_OUTSIDERS = frozenset({Category.STRUCTURE, Category.VIOLENCE_QUESTION, Category.DIAGNOSIS})


def submit_sip_preparation(case: Case, command: SubmitSipPreparation, act: Act) -> list[Entry]:
    """The whole form, before the meeting begins; a new submission replaces one's own."""
    let_to_plan(case, act)
    sip = open_meeting(case, act, command.sip_id)
    invited(sip, act)
    assert sip.at is not None
    if act.moment >= sip.at:
        raise Refused("sip_preparation_late")
    _not_replaced_since(sip, command, act)
    private = _wishes(sip, command, act)
    sections = _sections(command, act)
    if not sections and not private:
        raise Refused("sip_preparation_empty", "answers")
    entries = []
    for category, answers in sections.items():
        fact = s.SipPreparationSubmitted(sip_id=sip.sip_id, for_person=command.for_person, answers=Sealed(answers))
        shared = _readers(case, act, sip, category, command)
        entries.append(act.entry(case, fact, shared, category=category))
    return entries + [act.entry(case, fact) for fact in private]


def _readers(case: Case, act: Act, sip: Sip, category: Category, command: SubmitSipPreparation) -> frozenset[UUID]:
    """Of the invited, those that hold the category; fewer if the officer says so."""
    wanted = command.recipients
    if wanted is None:
        return coming(case, act, sip, category)
    chosen(case, act, Category.PLANNING, wanted)
    return coming(case, act, sip, category) & wanted


def _not_replaced_since(sip: Sip, command: SubmitSipPreparation, act: Act) -> None:
    """A colleague's submission since the form was opened is not overwritten unseen."""
    before = sip.prepared.get((act.by.unit_id, command.for_person), ())
    latest = before[0].command_id if before else NOTHING_BEFORE
    if command.replaces not in (None, latest):
        raise Refused("stale_form", "replaces")


def _sections(command: SubmitSipPreparation, act: Act) -> dict[Category, tuple[PreparedAnswer, ...]]:
    """The written answers by category, in the order the questions are put."""
    asked = asked_of(act.by.unit.party, for_person=command.for_person)
    written: dict[Question, str] = {}
    for n, answer in enumerate(command.answers):
        at = f"answers.{n}.text"
        if answer.question not in asked:
            raise Refused("sip_question_not_yours", at)
        if answer.question in written:
            raise Refused("sip_question_twice", at)
        if answer.text.strip():
            written[answer.question] = text(answer.text, command, at)
    if _lines(written.get(Question.OUR_QUESTIONS, "")) > MOST_QUESTIONS:
        raise Refused("sip_too_many_questions", f"answers.{asked.index(Question.OUR_QUESTIONS)}.text")
    sections: dict[Category, tuple[PreparedAnswer, ...]] = {}
    for question in asked:
        if question in written:
            section = CATEGORY_OF[question]
            sections[section] = (*sections.get(section, ()), PreparedAnswer(question, written[question]))
    return sections


def _lines(answer: str) -> int:
    return sum(bool(line.strip()) for line in answer.splitlines())


def _wishes(sip: Sip, command: SubmitSipPreparation, act: Act) -> list[s.SipWishesNoted]:
    """What the person does not want brought up, and may be shown to outsiders: kept by the convener's unit alone."""
    if command.not_to_bring_up is None and not command.may_show_to_outsiders:
        return []
    if not command.for_person or sip.convener != act.by.unit_id:
        raise Refused("sip_wishes_convener", "not_to_bring_up")
    if command.may_show_to_outsiders & NEVER_FOR_OUTSIDERS:
        raise Refused("sip_never_for_outsiders", "may_show_to_outsiders")
    wish = sealed_text(command.not_to_bring_up, command, "not_to_bring_up")
    shown = Sealed(command.may_show_to_outsiders)
    return [s.SipWishesNoted(sip_id=sip.sip_id, may_show_to_outsiders=shown, not_to_bring_up=wish)]
