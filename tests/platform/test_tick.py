"""What time brings about."""

from dataclasses import replace

import psycopg

from portal.operation import tick
from portal.settings import read_settings
from tests.conftest import Store

ADD_SESSION = (
    "INSERT INTO web.session (id_hash, user_id, seen_at)"
    " VALUES (%s, gen_random_uuid(), now() - %s * interval '1 minute')"
)
ADD_INPUT = (
    "INSERT INTO web.kept_input (kept_id, user_id, form_page, sealed, kept_at)"
    " VALUES (gen_random_uuid(), gen_random_uuid(), '/x', '', now() - %s * interval '1 minute')"
)


def test_what_was_kept_for_an_hour_is_gone_after_it_and_the_rest_stays(store: Store) -> None:
    with psycopg.connect(store.web) as connection:
        for minutes in (1, 30, 200):
            connection.execute(ADD_SESSION, [str(minutes).encode(), minutes])
            connection.execute(ADD_INPUT, [minutes])
    settings = replace(read_settings({}), urls={"keeper": store.keeper})
    assert tick.forget_sessions(settings) == 2
    assert tick.forget_sessions(settings) == 0
    with psycopg.connect(store.web) as connection:
        left = connection.execute("SELECT id_hash FROM web.session ORDER BY 1").fetchall()
        assert left == [(b"1",), (b"30",)]
        assert connection.execute("SELECT count(*) FROM web.kept_input").fetchone() == (2,)
