"""What each thing to do is called, why it is there, and where it is done. Derived from the views, never stored."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from events.inquiries import PHYSICIAN_ONLY
from events.kinds import InquiryType, Status
from orgs.directory import Directory
from orgs.roles import Role
from portal import swedish
from projections.inquiries import InquiryRow
from projections.worklist import CaseRow

WRITTEN_WITHIN = timedelta(days=14)
DRAFT_KEPT = timedelta(days=30)
RENEW_FROM = timedelta(days=30)


@dataclass(frozen=True)
class Task:
    kind: str
    case_id: UUID
    due_on: date | None
    what: str
    why: str
    verb: str
    href: str


def to_verify(row: CaseRow, name: str, directory: Directory) -> Task:
    recorder = directory.name_of(row.recorder) if row.recorder else "En annan enhet"
    why = f"{recorder} har skrivit in samtycket. Er enhet behöver försäkra sig om det innan ni kan läsa."
    return _task("verify_consent", row, row.given_on, f"{name}: kontrollera samtycket", why, "Kontrollera")


def of_case(row: CaseRow, name: str, today: date, unit_id: UUID) -> list[Task]:
    """What the consent of one case asks of the unit that recorded it, or of the opener of a draft."""
    match row.status(today):
        case Status.DRAFT:
            return [_draft(row, name)]
        case Status.SUSPENDED if row.recorder == unit_id and row.stands and row.valid_to:
            why = f"Samtycket gick ut {swedish.day_and_month(row.valid_to)}. Ärendet vilar tills det förnyas."
            return [
                _task(
                    "renew_consent",
                    row,
                    row.valid_to,
                    f"{name}: fråga om förnyat samtycke",
                    why,
                    "Förnya",
                    "/samtycken",
                )
            ]
        case Status.ACTIVE if row.recorder == unit_id:
            return _of_consent(row, name, today)
    return []


def _draft(row: CaseRow, name: str) -> Task:
    why = f"Utkastet öppnades {swedish.day_and_month(row.drafted_on)}. Utan samtycke ska det bort inom 30 dagar."
    due = row.drafted_on + DRAFT_KEPT
    return _task("record_consent", row, due, f"{name}: fråga om samtycke", why, "Skriv in", "/samtycken")


def _of_consent(row: CaseRow, name: str, today: date) -> list[Task]:
    assert row.given_on
    assert row.valid_to
    tasks = []
    if row.form == "oral":
        why = f"Personen sa ja muntligt {swedish.day_and_month(row.given_on)}. Skriftligt bör finnas inom 14 dagar."
        what = f"{name}: skriv in det skriftliga samtycket"
        tasks.append(_task("written_form", row, row.given_on + WRITTEN_WITHIN, what, why, "Skriv in", "/samtycken"))
    if today >= row.valid_to - RENEW_FROM:
        why = f"Samtycket gäller till och med {swedish.exact_date(row.valid_to)}. Sedan läser var och en bara det egna."
        what = f"{name}: fråga om samtycket ska förnyas"
        tasks.append(_task("renew_consent", row, row.valid_to, what, why, "Förnya", "/samtycken"))
    if not row.copy_given:
        why = "Personen har rätt till en kopia av sitt samtycke."
        tasks.append(_task("consent_copy", row, None, f"{name}: ge en kopia av samtycket", why, "Öppna"))
    return tasks


def to_answer(row: InquiryRow, name: str, directory: Directory, role: Role) -> Task:
    why = f"{directory.name_of(row.from_unit)} frågade {swedish.day_and_month(row.sent_on)}."
    if InquiryType(row.type) in PHYSICIAN_ONLY and role is not Role.PHYSICIAN:
        why += " Bara läkare kan svara."
    what = f"{name}: svara på {swedish.label(row.type, 'inquiry_type').lower()}"
    return _task("answer_inquiry", row, row.due_on, what, why, "Svara", f"#fraga-{row.inquiry_id}")


def awaited_answer(row: InquiryRow, name: str, directory: Directory) -> Task:
    why = f"Ni frågade {swedish.day_and_month(row.sent_on)}."
    what = f"{name}: svar från {directory.name_of(row.to_unit)}"
    return _task("awaited_answer", row, row.due_on, what, why, "Se frågan", f"#fraga-{row.inquiry_id}")


def awaited_verification(row: CaseRow, name: str, directory: Directory) -> Task:
    units = sorted((directory.name_of(unit) for unit in row.unverified), key=swedish.collation_key)
    verb = "har" if len(units) == 1 else "har ännu"
    what = f"{name}: {swedish.joined(units)} {verb} inte kontrollerat samtycket"
    why = "Enheten behöver försäkra sig om att samtycket finns innan den kan läsa."
    return _task("awaited_verification", row, None, what, why, "Se ärendet")


def _task(
    kind: str, row: CaseRow | InquiryRow, due_on: date | None, what: str, why: str, verb: str, place: str = ""
) -> Task:
    return Task(kind, row.case_id, due_on, what, why, verb, f"/arenden/{row.case_id}{place}")
