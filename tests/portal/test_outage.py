"""The database goes away and comes back; the web says so quickly, and finds it again without a restart."""

import time
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.portal.house import House, log_in

QUICK = 3.5  # seconds


@pytest.fixture
def gone(home: House, servers: Any) -> Any:
    """Close the database to the web, and throw out who is in it; and let it in again."""
    name = sql.Identifier(home.sql("SELECT current_database()")[0][0])
    admin = servers("embedded").admin_dsn

    def shut(away: bool) -> None:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(
                sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(name, sql.SQL("false" if away else "true"))
            )
            if away:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                    (name.as_string()[1:-1],),
                )

    return shut


def test_an_outage_is_a_page_and_ends_by_itself(home: House, gone: Any) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        assert browser.get("/").status_code == 200
        assert browser.get("/readyz").json()["ready"] is True
        gone(True)
        began = time.monotonic()
        page, call = browser.get("/"), browser.get("/api/v1/me")
        assert time.monotonic() - began < 2 * QUICK
        assert page.status_code == 503 and "Portalen svarar inte just nu" in page.text
        assert (call.status_code, call.json()["key"]) == (503, "unavailable")
        assert browser.get("/healthz").text == "ok"
        assert browser.get("/readyz").status_code == 503
        assert browser.get("/logga-in").status_code == 200
        gone(False)
        give_up = time.monotonic() + 10
        while (back := browser.get("/")).status_code == 503 and time.monotonic() < give_up:
            pass
        assert back.text.startswith("Demo reko2.larkan"), "the session outlived the outage"


def test_connections_that_broke_while_idle_are_not_noticed_by_anybody(home: House, gone: Any) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        gone(True)
        gone(False)
        assert browser.get("/").status_code == 200
