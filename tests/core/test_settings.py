"""Settings work on one machine as they are, and refuse to be public as they are."""

from pathlib import Path

import pytest

from monproduit.core.errors import SettingsError
from monproduit.core.settings import Settings, is_loopback, settings


def test_the_defaults_work_here() -> None:
    """Nothing has to be set on one machine."""
    made = Settings(_env_file=None, port=3210)
    made.check()
    assert made.origin == "http://localhost:3210"
    assert made.has_embedded_provider


@pytest.mark.parametrize(("name", "value"), [("PORT", "abc"), ("DEMO", "maybe"), ("JOIN_POLICY", "often")])
def test_a_value_of_another_kind_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Who mistyped one reads which, and not where in the code it was read."""
    monkeypatch.setenv(f"MONPRODUIT_{name}", value)
    settings.cache_clear()
    with pytest.raises(SettingsError, match=f"^MONPRODUIT_{name}: Input should be"):
        settings()
    settings.cache_clear()


def test_a_database_of_another_maker_is_refused_at_start() -> None:
    """Its name is said before a driver is looked for."""
    with pytest.raises(SettingsError, match="MONPRODUIT_DATABASE_URL begins with"):
        Settings(_env_file=None, database_url="mysql://here/portal").check()
    for address in ("", "sqlite:///here.db", "postgresql://here/portal", "postgres://here/portal"):
        Settings(_env_file=None, database_url=address).check()


def test_a_public_address_needs_a_secret() -> None:
    """The default secret is refused where others can come."""
    with pytest.raises(SettingsError, match="MONPRODUIT_SECRET_KEY"):
        Settings(_env_file=None, public_url="https://produits.exemple.fr").check()


def test_a_short_secret_is_none() -> None:
    """What signs cookies and seals keys cannot be guessed."""
    with pytest.raises(SettingsError, match="fewer than 32"):
        Settings(_env_file=None, public_url="https://produits.exemple.fr", secret_key="x" * 31).check()


@pytest.mark.parametrize(("url", "said", "has"), [("", None, True), ("https://a.fr", None, False), ("https://a.fr", True, True), ("", False, False)])
def test_the_demo_world_is_for_this_machine(url: str, said: bool | None, has: bool) -> None:
    """Elsewhere its people, one of the staff among them, are loaded only for who asks for them."""
    assert Settings(_env_file=None, public_url=url, demo=said).has_demo is has


@pytest.mark.parametrize("name", ["MONPRODUIT_SECRETS_DIR", "CREDENTIALS_DIRECTORY"])
def test_a_secret_may_be_a_file_that_a_vault_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The environment has the first word."""
    (tmp_path / "monproduit_secret_key").write_text("of-the-file\n")
    (tmp_path / "monproduit_oidc_client_secret").write_text("of-the-file")
    monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("MONPRODUIT_OIDC_CLIENT_SECRET", "of-the-environment")
    settings.cache_clear()
    assert (settings().secret_key, settings().oidc_client_secret) == ("of-the-file", "of-the-environment")
    settings.cache_clear()


def test_a_public_address_needs_a_real_provider() -> None:
    """The embedded provider is refused where others can come."""
    with pytest.raises(SettingsError, match="MONPRODUIT_OIDC_ISSUER"):
        Settings(_env_file=None, public_url="https://produits.exemple.fr", secret_key="x" * 40).check()


def test_who_signs_in_is_never_said_in_the_open() -> None:
    """A provider elsewhere speaks over https; one on this very machine, behind the portal, need not."""
    public = {"public_url": "https://produits.exemple.fr", "secret_key": "x" * 40}
    with pytest.raises(SettingsError, match="must begin with https"):
        Settings(_env_file=None, oidc_issuer="http://identite.exemple.fr", **public).check()  # type: ignore[arg-type]
    for issuer in ("https://identite.exemple.fr", "http://127.0.0.1:8080"):
        Settings(_env_file=None, oidc_issuer=issuer, **public).check()  # type: ignore[arg-type]


def test_whoever_listens_to_others_is_public_too() -> None:
    """A portal that others reach by the machine's address is no safer for its name."""
    with pytest.raises(SettingsError, match=r"0\.0\.0\.0 is a public address: set MONPRODUIT_SECRET_KEY"):
        Settings(_env_file=None, host="0.0.0.0").check()  # noqa: S104


def test_several_workers_need_redis() -> None:
    """Two processes that know nothing of one another would each have half of a tab."""
    with pytest.raises(SettingsError, match="2 workers need MONPRODUIT_REDIS_URL"):
        Settings(_env_file=None, workers=2).check()
    Settings(_env_file=None, workers=2, redis_url="redis://localhost").check()


@pytest.mark.parametrize(("host", "answer"), [("localhost", True), ("127.0.0.1", True), ("::1", True), ("10.0.0.1", False), ("exemple.fr", False)])
def test_loopback_is_known(host: str, answer: bool) -> None:
    """Only names and addresses of this machine are loopback."""
    assert is_loopback(host) is answer


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:////tmp/a.db", "sqlite+aiosqlite:////tmp/a.db"),
        ("postgresql://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgres://u@h/d", "postgresql+psycopg://u@h/d"),
    ],
)
def test_plain_database_addresses_get_a_driver(given: str, used: str) -> None:
    """An operator writes the address as everywhere."""
    assert Settings(_env_file=None, database_url=given).database == used
