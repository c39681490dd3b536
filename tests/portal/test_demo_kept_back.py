"""What must not show in the told cases: drafts, the violence question, whom nothing is kept of."""

from datetime import date

import psycopg
import pytest

from events import facts as f
from events.kinds import ConsentForm, Outcome
from events.personnummer import Mode, parse
from events.refusals import NotFoundOrDenied
from portal.demo.ids import case_id
from portal.demo.vignettes import nobody, stories
from tests.portal.demo_store import County

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("story", "reko", "outside"),
    [
        ("V8", "reko.sidensvansen", "handlaggare.soc-skinnskatteberg"),
        ("V13", "reko.svalan", "handlaggare.soc-arboga"),
    ],
)
def test_a_draft_is_nothing_to_anybody_else(loaded: County, story: str, reko: str, outside: str) -> None:
    assert loaded.read(reko, story).name
    with pytest.raises(NotFoundOrDenied):
        loaded.read(outside, story)


def test_v13_has_the_consent_of_one_guardian_of_two(loaded: County) -> None:
    reading = loaded.read("reko.svalan", "V13")
    (note,) = reading.case.guardian_notes
    assert (reading.open(note.guardian), reading.open(note.guardians_in_all)) == ("Stina Provek", 2)


def test_the_violence_question_of_v9_stays_with_the_care_unit(loaded: County) -> None:
    reading = loaded.read("reko.orren", "V9")
    (asked,) = (e.fact for e in reading.entries if isinstance(e.fact, f.ViolenceQuestionDocumented))
    assert reading.open(asked.record) == f.ViolenceRecord(True, date(2026, 10, 14), True)
    for subject in ("handlaggare.soc-surahammar", "handlaggare.ame-surahammar"):
        topics = loaded.topics(subject, "V9")
        assert "sick-leave-recorded" in topics, "the control: the unit reads what it may"
        assert "violence-question-documented" not in topics
    substitute = {entry.topic for entry in loaded.read("reko2.orren", "V9", substitute="absence").entries}
    assert "sick-leave-recorded" in substitute and "violence-question-documented" not in substitute


def test_v10_waits_at_the_gate_for_forsakringskassan(loaded: County) -> None:
    gate = loaded.read("handlaggare.fk-vastmanland", "V10")
    assert gate.at_the_gate and gate.entries == [] and gate.name == "Jonas Testholm"
    assert "sick-leave-recorded" in loaded.topics("handlaggare.soc-vasteras", "V10")


def test_v10_has_been_given_a_copy_of_the_consent(loaded: County) -> None:
    consent = loaded.read("reko.talltitan", "V10").case.consent
    assert consent is not None and consent.copy_given


def test_v11_is_unknown_at_larkan(loaded: County) -> None:
    reading = loaded.read("handlaggare.soc-vasteras", "V11")
    assert reading.contact is not None and reading.contact.phone == "070-174 06 96"
    assert "flyttar till Köping" in loaded.words("handlaggare.soc-vasteras", "V11")
    with pytest.raises(NotFoundOrDenied):
        loaded.read("reko.larkan", "V11")


def test_v12_is_closed_and_may_be_read_while_the_consent_lasts(loaded: County) -> None:
    reading = loaded.read("handlaggare.soc-sala", "V12")
    closed = reading.case.closed
    assert closed is not None and (closed.outcome, closed.closed_on) == (Outcome.SUBSIDISED_WORK, date(2026, 9, 30))
    assert "sick-leave-recorded" in {entry.topic for entry in reading.entries}


def test_v14_is_oral_through_an_interpreter(loaded: County) -> None:
    reading = loaded.read("handlaggare.soc-koping", "V14")
    consent = reading.case.consent
    assert consent is not None and consent.fact.form is ConsentForm.ORAL and consent.fact.interpreter_used
    assert reading.contact is not None and reading.contact.interpreter_language == "dari"


def test_nothing_is_left_of_who_said_no_or_has_a_protected_identity(loaded: County) -> None:
    with pytest.raises(NotFoundOrDenied):
        loaded.read("reko.tranan", "refused in Sala")
    kept = "SELECT count(*) FROM vault.identity WHERE case_id = %s"
    with psycopg.connect(loaded.admin) as connection:
        found = {
            story: connection.execute(kept, [case_id(story)]).fetchone()
            for story in ("V12", "refused in Sala", "protected")
        }
        topics = [row[0] for row in connection.execute(
            "SELECT topic FROM log.event WHERE stream_id = %s ORDER BY version", [case_id("refused in Sala")]
        )]  # fmt: skip
        attempted = connection.execute("SELECT count(*) FROM log.event WHERE stream_id = %s", [case_id("protected")])
        assert attempted.fetchone() == (0,)
    assert found == {"V12": (2,), "refused in Sala": (0,), "protected": (0,)}
    assert topics == ["case-drafted", "consent-refused"]


def test_nobody_in_the_stories_can_be_real() -> None:
    drafts = [step.command for story in stories() for step in story.steps if hasattr(step.command, "person")]
    people = [draft.person for draft in drafts]
    assert nobody.SAID_NO in people and len({person.personnummer for person in people}) == len(people) == 16
    for person in people:
        assert parse(person.personnummer, mode=Mode.DEMO, today=TODAY)
        assert person.name.split()[1].startswith(("Test", "Prov"))
        assert person.phone is None or person.phone.startswith("070-174 06 ")
