"""An entry that was shared by mistake is assessed within 72 hours: the unit's officers know, its manager assesses."""

from events.calendar import day_of
from portal.swedish import label, moment_said
from portal.tasks.task import Asking, Task
from projections import incidents


def of_incidents(asking: Asking) -> list[Task]:
    officer = asking.officer
    if not (officer.has_case_role or officer.is_manager):
        return []
    return [
        Task(
            "assess_incident",
            None,
            day_of(row.due_at),
            f"Incident i ärende {row.number}" if row.number else "Incident",
            f"{label(row.kind, 'incident_kind')}. Ska den anmälas gör ni det senast {moment_said(row.due_at)}.",
            "Bedöm" if officer.is_manager else "Se incidenten",
            "/incidenter",
            ref=row.incident_id,
        )
        for row in incidents.of_unit(asking.connection, officer, only_open=True)
    ]
