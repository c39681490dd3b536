"""Who may read a deviation (domain.md 2.3, 5.6). The row policy of ``view.deviation`` says the same, by its columns.

The coordination association reads none: its counts are ``view.deviation_count``, where there is no text to read.
"""

from events.deviation import Deviation
from orgs.directory import Directory
from orgs.officers import Officer
from orgs.roles import CASE_ROLES, MANAGERS, PROCESS_LEADERS, Role

OF_BOTH_UNITS = CASE_ROLES | MANAGERS
OF_THE_COUNTY = PROCESS_LEADERS
READERS = OF_BOTH_UNITS | OF_THE_COUNTY | {Role.LIAISON_OFFICER}


def may_read(deviation: Deviation, officer: Officer, directory: Directory) -> bool:
    """Staff and managers of the two units; leaders of the process in the county; the liaison officer what concerns
    Försäkringskassan there."""
    if deviation.report is None:
        return False
    if officer.role in OF_BOTH_UNITS:
        return officer.unit_id in deviation.units
    same_county = deviation.told.county_code == county_of(officer, directory)
    if officer.role in OF_THE_COUNTY:
        return same_county
    return officer.role is Role.LIAISON_OFFICER and same_county and deviation.told.concerns_fk


def county_of(officer: Officer, directory: Directory) -> str:
    return directory.organisations[officer.unit.org_id].county_code
