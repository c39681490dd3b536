"""The login roles, made on a server from files with secrets, and what a web process may log in as."""

from pathlib import Path

import psycopg
import pytest

from portal.operation import roles
from tests.conftest import Servers, Store


@pytest.fixture
def secrets(tmp_path: Path, servers: Servers, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Files as compose.yaml gives them, for the server that tests reach over TCP."""
    pg = servers("server")
    with psycopg.connect(pg.admin_dsn, autocommit=True) as admin:
        admin.execute("ALTER ROLE postgres PASSWORD 'administratör'")
    monkeypatch.setenv("PGPORT", str(pg.port))
    texts = dict(zip(roles.ADDRESSES, map(pg.dsn, roles.ROLES), strict=True))
    texts["PORTAL_ADMIN_PASSWORD"] = "administratör\n"
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return {f"{name}_FILE": str(tmp_path / name) for name in texts}


def test_the_roles_are_made_from_files(secrets: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert roles.main(["127.0.0.1"], secrets) == 0
    for name in roles.ADDRESSES:
        psycopg.connect(Path(secrets[f"{name}_FILE"]).read_text()).close()
    assert capsys.readouterr().err == ""


def test_a_missing_or_wrong_file_is_one_sentence(secrets: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    Path(secrets["PORTAL_ADMIN_PASSWORD_FILE"]).write_text("fel")
    assert roles.main(["127.0.0.1"], secrets) == 1
    assert roles.main(["127.0.0.1"], {}) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert all(line.startswith("Rollerna kunde inte skapas") for line in said)


def test_the_web_runs_neither_as_owner_nor_as_superuser(store: Store) -> None:
    roles.refuse_too_mighty(store.web)
    for dsn in (store.owner, store.admin):
        with pytest.raises(roles.TooMighty, match="portal_web"):
            roles.refuse_too_mighty(dsn)
