"""How each case stands, who is in it, and who is named: for lists, tasks and search by number."""

from events import facts as f
from events.calendar import day_of
from events.case import Case
from projections.view import Connection, Projection, Step

_UPSERT = """
INSERT INTO view.case_status (case_id, number, opener, lead_unit, municipality_code, drafted_on, recorder, form,
    given_on, valid_from, valid_to, stands, ended_on, copy_given, closed_on, refused, locked)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (case_id) DO UPDATE SET lead_unit = excluded.lead_unit, municipality_code = excluded.municipality_code,
    recorder = excluded.recorder, form = excluded.form, given_on = excluded.given_on, valid_from = excluded.valid_from,
    valid_to = excluded.valid_to, stands = excluded.stands, copy_given = excluded.copy_given,
    ended_on = CASE WHEN excluded.stands OR excluded.recorder IS NULL THEN NULL
                    ELSE coalesce(view.case_status.ended_on, excluded.ended_on) END,
    closed_on = excluded.closed_on, refused = excluded.refused, locked = excluded.locked
"""
_CHANGES_STATUS = (
    f.CaseDrafted,
    f.ConsentRecorded,
    f.ConsentRefused,
    f.ConsentCopyGiven,
    f.ConsentVerified,
    f.ConsentNarrowed,
    f.ConsentWithdrawn,
    f.ConsentExpired,
    f.EarlierEntriesReleased,
    f.ContactDetailsChanged,
    f.PartyConfirmed,
    f.CaseResponsibilityTransferred,
    f.CaseClosed,
    f.CaseReopened,
    f.ProtectedIdentityNoted,
    f.CasePurgeOrdered,
    f.CasePurged,
)


def apply(connection: Connection, step: Step) -> None:
    case, fact = step.case, step.entry.fact
    if case is None or not isinstance(fact, _CHANGES_STATUS):
        return
    _status(connection, case, step)
    if isinstance(fact, f.PartyConfirmed | f.CaseDrafted):
        _caseworkers(connection, case, step.position)
    _parties(connection, case)


def _status(connection: Connection, case: Case, step: Step) -> None:
    assert case.drafted_at
    consent = case.consent
    terms = consent.fact if consent else None
    connection.execute(
        _UPSERT,
        (
            case.case_id,
            case.number,
            case.opener,
            case.lead_unit,
            case.municipality_code,
            day_of(case.drafted_at),
            consent.recorded_by.unit_id if consent else None,
            terms.form.value if terms else None,
            terms.given_on if terms else None,
            terms.valid_from if terms else None,
            terms.valid_to if terms else None,
            consent.stands if consent else False,
            day_of(step.entry.recorded_at),
            consent.copy_given if consent else False,
            case.closed.closed_on if case.closed else None,
            case.refused or case.gone,
            case.locked,
        ),
    )


def _caseworkers(connection: Connection, case: Case, position: int) -> None:
    """Whoever was named before keeps the place in the log at which it happened."""
    rows = connection.execute(
        "DELETE FROM view.case_caseworker WHERE case_id = %s RETURNING unit_id, user_id, named_at", (case.case_id,)
    ).fetchall()
    kept = {(unit, user): named_at for unit, user, named_at in rows}
    named = [
        (case.case_id, unit, user, kept.get((unit, user), position))
        for unit, users in case.caseworkers.items()
        for user in users
    ]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO view.case_caseworker VALUES (%s, %s, %s, %s)", named)


def _parties(connection: Connection, case: Case) -> None:
    connection.execute("DELETE FROM view.case_party WHERE case_id = %s", (case.case_id,))
    consent = case.consent
    if consent is None:
        return
    rows = [(case.case_id, u, u in consent.verified, u in consent.earlier) for u in consent.units]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO view.case_party VALUES (%s, %s, %s, %s)", rows)


PROJECTION = Projection("case_status", ("case_status", "case_party", "case_caseworker"), apply)
