"""Makes an edition again from the log, and holds the kept one and a file of it against that (contract.md 3)."""

from collections.abc import Iterable

from portal.statistics.checking import Named, check, edition_of, named
from portal.statistics.refused import ReportRefused
from projections.statistics import editions
from projections.statistics.remaking import remade
from projections.statistics.tables import PublishedTable
from projections.view import Connection


def check_against_log(connection: Connection, content: bytes) -> Named:
    """What the file is. ``ReportRefused`` says whether it is the log, the edition or the file that has been changed.

    As the projector. Takes as long as it takes to count the whole log and to choose the cells; leaves nothing behind.
    """
    wanted = named(content)
    edition = edition_of(connection, wanted)
    with connection.transaction(force_rollback=True):
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        counted, published = remade(connection, edition)
        if counted != editions.truth_of(connection, edition):
            raise ReportRefused(
                "Loggen ger i dag andra tal än de som utgåvan gjordes av: någon av dem är ändrad,"
                " eller så räknar den här versionen av portalen på ett annat sätt."
            )
        kept = editions.every_table(connection, edition)
        if _by_place(kept) != _by_place(published) or editions.hash_of(published) != edition.hash:
            raise ReportRefused(
                "Utgåvan i datalagret är inte den som loggen ger: den är ändrad,"
                " eller gjord med en annan version av portalen."
            )
    return check(connection, content)


def _by_place(tables: Iterable[PublishedTable]) -> dict[tuple[str, tuple[str, ...]], PublishedTable]:
    return {(table.indicator, table.by): table for table in tables}
