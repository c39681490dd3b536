"""F01: the interventions that associations pay for, each of which is a row of its own in the year's tables (7.5)."""

from collections.abc import Mapping
from uuid import UUID

from msgspec.structs import replace

from events.association import funded_in
from projections.statistics.periods import Period
from projections.statistics.structure import Structure
from projections.statistics.tables import Table
from projections.view import Connection

INDICATOR = "F01"


def interventions(connection: Connection, found: Structure, period: Period, facts: str) -> dict[str, str]:
    """Id and name, by name: those of the county's associations that are paid for in the period, and all that somebody
    of the county took part in."""
    rows = connection.execute(
        f"SELECT DISTINCT s.unit FROM {facts}.stat_span s JOIN {facts}.stat_place p USING (case_id)"
        " WHERE s.what = 'funded' AND s.first <= %s AND s.last >= %s AND p.municipality LIKE %s".encode(),
        (period.last, period.first, f"{found.county}%"),
    )
    wanted: set[UUID] = {unit for (unit,) in rows}
    wanted |= {
        each.funded_id
        for each in funded_in(found.now, found.county)
        if each.first_day <= period.last and each.last_day >= period.first
    }
    named = {str(funded_id): _name(found, funded_id) for funded_id in wanted}
    return dict(sorted(named.items(), key=lambda each: (each[1].casefold(), each[0])))


def _name(found: Structure, funded_id: UUID) -> str:
    """With its association where the county has several: two of them may have chosen the same name."""
    one = found.now.funded[funded_id]
    owners = {each.org_id for each in funded_in(found.now, found.county)}
    several = len(owners | {one.org_id}) > 1
    return f"{one.name} ({found.now.organisations[one.org_id].name})" if several else one.name


def named(table: Table, names: Mapping[str, str]) -> Table:
    """The table with the names of its rows, where it is divided by intervention."""
    of_own = table.indicator.partition(".")[0] == INDICATOR and "kind" in table.by
    return replace(table, names=tuple(names.items())) if of_own else table
