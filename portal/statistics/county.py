"""Which county's figures an officer is shown: the own organisation's."""

from events.code_lists import COUNTIES, County
from orgs.directory import Directory
from orgs.officers import Officer

_OTHERWISE = "19"


def county_for(officer: Officer, directory: Directory) -> County:
    code = directory.organisations[officer.unit.org_id].county_code
    return COUNTIES.get(code, COUNTIES[_OTHERWISE])


def name_of(county: County) -> str:
    """Västmanlands län."""
    return f"{county.name}{'' if county.name.endswith('s') else 's'} län"
