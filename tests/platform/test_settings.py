"""Every setting has a demo default, and production refuses each of them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.settings import Settings, SettingsRefused, read_settings, refuse_demo_data, refuse_unsafe


@pytest.fixture
def safe(tmp_path: Path) -> dict[str, str]:
    """An environment with which production starts."""
    (tmp_path / "key").write_bytes(b"k" * 32)
    (tmp_path / "issuers.json").write_text("{}")
    (tmp_path / "keeper_url").write_text("postgresql://portal_keeper:hemligt@db/portal\n")
    return {
        "PORTAL_MODE": "production",
        "PORTAL_DATABASE_URL": "postgresql://portal_web@db/portal",
        "PORTAL_PROJECTOR_URL": "postgresql://portal_projector@db/portal",
        "PORTAL_KEEPER_URL_FILE": str(tmp_path / "keeper_url"),
        "PORTAL_MASTER_KEY_FILE": str(tmp_path / "key"),
        "PORTAL_OIDC_ISSUERS": str(tmp_path / "issuers.json"),
        "PORTAL_BASE_URL": "https://portalen.example.se/",
    }


def web(environment: dict[str, str]) -> Settings:
    settings = read_settings(environment)
    refuse_unsafe(settings, "web")
    return settings


def test_an_empty_environment_gives_the_demo() -> None:
    settings = web({})
    assert not settings.production
    assert settings.embedded
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.demo_issuer == "http://127.0.0.1:8001"
    assert settings.home == Path(".portal").absolute()
    assert settings.now == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_the_port_moves_the_address_and_the_demo_provider() -> None:
    settings = read_settings({"PORT": "9000"})
    assert (settings.base_url, settings.demo_issuer) == ("http://127.0.0.1:9000", "http://127.0.0.1:9001")


def test_production_starts_with_everything_of_its_own(safe: dict[str, str]) -> None:
    settings = web(safe)
    assert settings.production
    assert settings.now is None
    assert settings.base_url == "https://portalen.example.se"
    assert settings.url("keeper") == "postgresql://portal_keeper:hemligt@db/portal"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"PORTAL_NOW": "2026-11-23T09:00:00+01:00"}, "PORTAL_NOW får inte vara satt i produktion"),
        ({"PORTAL_MASTER_KEY_FILE": ""}, "PORTAL_MASTER_KEY_FILE saknas"),
        ({"PORTAL_MASTER_KEY_FILE": "/finns/inte"}, "PORTAL_MASTER_KEY_FILE saknas"),
        ({"PORTAL_OIDC_ISSUERS": ""}, "PORTAL_OIDC_ISSUERS saknas"),
        ({"PORTAL_DATABASE_URL": ""}, "PORTAL_DATABASE_URL saknas"),
        (
            {"PORTAL_DATABASE_URL": "", "PORTAL_PROJECTOR_URL": "", "PORTAL_KEEPER_URL_FILE": ""},
            "PORTAL_DATABASE_URL saknas",
        ),
        ({"PORTAL_BASE_URL": ""}, "PORTAL_BASE_URL ska börja med https"),
        ({"PORTAL_BASE_URL": "http://portalen.example.se"}, "PORTAL_BASE_URL ska börja med https"),
    ],
)
def test_production_refuses_a_demo_default(safe: dict[str, str], change: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingsRefused, match=sentence) as refused:
        web(safe | change)
    assert "\n" not in str(refused.value)
    web({**safe, **change, "PORTAL_MODE": "demo"})


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"PORTAL_MODE": "prod"}, "PORTAL_MODE ska vara demo eller production"),
        ({"PORT": "http"}, "PORT ska vara ett tal"),
        ({"PORT": "65535"}, "PORT ska vara ett tal"),
        ({"PORTAL_BASE_URL": "portalen"}, "PORTAL_BASE_URL ska vara en hel adress"),
        ({"PORTAL_NOW": "i morgon"}, "PORTAL_NOW ska vara en tid"),
        ({"PORTAL_NOW": "2026-11-23T09:00:00"}, "PORTAL_NOW behöver en tidszon"),
        ({"PORTAL_OWNER_URL_FILE": "/finns/inte"}, "PORTAL_OWNER_URL_FILE kan inte läsas"),
    ],
)
def test_nonsense_is_refused_with_the_name_of_the_setting(environment: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingsRefused, match=sentence):
        read_settings(environment)


def test_the_projector_needs_neither_master_key_nor_login_services(safe: dict[str, str]) -> None:
    settings = read_settings(safe | {"PORTAL_MASTER_KEY_FILE": "", "PORTAL_OIDC_ISSUERS": "", "PORTAL_BASE_URL": ""})
    refuse_unsafe(settings, "projector")
    with pytest.raises(SettingsRefused):
        refuse_unsafe(settings, "owner")


def test_production_refuses_a_store_with_demo_data(safe: dict[str, str]) -> None:
    refuse_demo_data(read_settings({}), found=True)
    refuse_demo_data(read_settings(safe), found=False)
    with pytest.raises(SettingsRefused, match="demouppgifter"):
        refuse_demo_data(read_settings(safe), found=True)


def test_the_demo_makes_one_master_key_and_keeps_it(tmp_path: Path) -> None:
    settings = read_settings({"PORTAL_HOME": str(tmp_path / "home")})
    assert len(settings.master_key()) == 32
    assert settings.master_key() == read_settings({"PORTAL_HOME": str(tmp_path / "home")}).master_key()
    assert settings.master_key_file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", ["", "abc", "00" * 31, "zz" * 32])
def test_a_master_key_of_the_wrong_form_is_refused(safe: dict[str, str], content: str) -> None:
    Path(safe["PORTAL_MASTER_KEY_FILE"]).write_text(content)
    with pytest.raises(SettingsRefused, match="64 hexadecimala tecken"):
        read_settings(safe).master_key()
