"""The form for the diagnosis: offered to the physician alone, and only when the person has allowed it to somebody."""

from tests.cases.reading import case_page, text_of
from tests.house.county import County
from tests.house.sound import SOUND


def test_the_physician_shares_what_the_person_has_allowed_and_others_are_not_offered_it(home: County) -> None:
    _, body, _ = SOUND["share-diagnosis"](home)
    case_id = body["case_id"]
    assert "Dela diagnosen" in text_of(case_page(home, "lakare.larkan", case_id))
    assert "Dela diagnosen" not in text_of(case_page(home, "reko.larkan", case_id))
    form = text_of(case_page(home, "lakare.larkan", case_id, "/diagnoser/ny"))
    assert "Diagnoskod" in form and "soc (demo)" in form
    wrong = home.hand("lakare.larkan").form(f"/arenden/{case_id}/diagnoser", {"icd10": "ont", "text": "Ryggsmärta"})
    assert wrong.status_code == 422 and 'id="icd10-fel"' in wrong.text and "Ryggsmärta" in text_of(wrong)
    right = home.hand("lakare.larkan").form(f"/arenden/{case_id}/diagnoser", {"icd10": "M54.5", "text": "Ryggsmärta"})
    assert right.status_code == 303
    assert "M54.5. Ryggsmärta" in text_of(case_page(home, "handlaggare.soc", case_id))


def test_it_is_not_offered_when_nobody_may_read_it(home: County) -> None:
    case_id = home.case("soc")
    assert "Dela diagnosen" not in text_of(case_page(home, "reko.larkan", case_id))
