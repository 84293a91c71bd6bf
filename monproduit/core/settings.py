"""Settings from the environment or `.env`, each with a working local default."""

import os
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from monproduit.core.emails import is_email
from monproduit.core.enums import JoinPolicy, LogForm
from monproduit.core.errors import SettingsError

_LOCAL_SECRET = "only-for-this-machine"  # noqa: S105 (refused on any public address)
GRACE = 20.0
"""How many seconds what a page asked for may still take when the process is to end: less than those who end it wait."""
_SHORTEST_SECRET = 32
SECRETS = "MONPRODUIT_SECRETS_DIR"
_CREDENTIALS = "CREDENTIALS_DIRECTORY"  # systemd's (LoadCredential)
LogLevel = Literal["debug", "info", "warning", "error"]
_DATABASES = ("sqlite+", "postgresql+")
MAIL_SCHEMES = ("smtp", "smtps", "starttls")
"""How to speak with a mail server: encrypted if it offers that, from the first byte on, or encrypted or not at all."""


class Settings(BaseSettings):
    """What an operator may decide, under the prefix `MONPRODUIT_`."""

    model_config = SettingsConfigDict(env_prefix="MONPRODUIT_", env_file=".env", extra="ignore", env_ignore_empty=True)

    host: str = "127.0.0.1"
    port: int = 3000
    workers: int = Field(default=1, ge=1, le=64)
    public_url: str = ""
    database_url: str = ""
    redis_url: str = ""
    secret_key: str = _LOCAL_SECRET
    old_secret_key: str = ""
    data_dir: Path = Path(".data")
    files_dir: Path | None = None
    oidc_issuer: str = ""
    oidc_client_id: str = "monproduit"
    oidc_client_secret: str = ""
    oidc_acr: str = ""
    staff_claim: str = "staff"
    demo: bool | None = None
    first_rows: bool = True
    expiring_days: int = 30
    public_feeds: bool = False
    public_life_cycles: bool = True
    join_policy: JoinPolicy = JoinPolicy.DOMAIN
    vendor_file: Path | None = None
    smtp_url: str = ""
    mail_from: str = ""
    mail_return_path: str = ""
    attachments: int = 5
    attachment_megabytes: int = 10
    scanner_url: str = ""
    api_per_minute: int = 30_000
    import_megabytes: int = 256
    webhooks_private: bool = False
    webhook_hosts: str = ""
    metrics_token: str = ""
    keep_logins_days: int = 30
    keep_outbox_days: int = 30
    keep_failures_days: int = 365
    keep_downloads_days: int = 740
    keep_chats_days: int = 0
    keep_audit_days: int = 0
    log: LogForm | None = None
    log_level: LogLevel | None = None
    slow_query_ms: int = 0

    @property
    def origin(self) -> str:
        """The origin that browsers see, without a trailing slash."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database, with an asynchronous driver."""
        if not self.database_url:
            return f"sqlite+aiosqlite:///{self.data_dir.absolute() / 'monproduit.db'}"
        for plain, driven in (
            ("sqlite://", "sqlite+aiosqlite://"),
            ("postgresql://", "postgresql+psycopg://"),
            ("postgres://", "postgresql+psycopg://"),
        ):
            if self.database_url.startswith(plain):
                return driven + self.database_url.removeprefix(plain)
        return self.database_url

    @property
    def files(self) -> Path:
        """The folder below which the files of the products are."""
        return self.files_dir or self.data_dir / "files"

    @property
    def has_embedded_provider(self) -> bool:
        """Whether people sign in at the provider inside this process."""
        return not self.oidc_issuer

    @property
    def has_demo(self) -> bool:
        """Whether an empty database gets the demo world: on this machine, unless it is said otherwise."""
        return self.is_local if self.demo is None else self.demo

    @property
    def sender(self) -> str:
        """The address that mails come from."""
        return self.mail_from or f"Mes produits <no-reply@{urlsplit(self.origin).hostname or 'localhost'}>"

    @property
    def is_local(self) -> bool:
        """Whether the public address can be reached from this machine alone."""
        return is_loopback(urlsplit(self.origin).hostname or "")

    def check(self) -> None:
        """Refuse addresses that are none, and settings that are safe on one machine only.

        Raises:
            SettingsError: the address of the database, of the mail server, of the scanner, or that for mails that come back is none; several
                workers have no Redis; or the public address or the one it listens on is not loopback, with a default or short secret, the embedded
                provider or one that is not encrypted.
        """
        if self.workers > 1 and not self.redis_url:
            raise SettingsError(f"{self.workers} workers need MONPRODUIT_REDIS_URL: without it, each would keep its own half of a tab.")
        self._check_addresses()
        if self.is_local and is_loopback(self.host):
            return
        public = self.host if self.is_local else self.origin
        if self.secret_key == _LOCAL_SECRET:
            raise SettingsError(f"{public} is a public address: set MONPRODUIT_SECRET_KEY to a long random text.")
        if len(self.secret_key) < _SHORTEST_SECRET:
            raise SettingsError(f"MONPRODUIT_SECRET_KEY has fewer than {_SHORTEST_SECRET} signs: `openssl rand -base64 48` writes a good one.")
        if self.has_embedded_provider:
            raise SettingsError(f"{public} is a public address: the embedded identity provider serves one machine only; set MONPRODUIT_OIDC_ISSUER.")
        issuer = urlsplit(self.oidc_issuer)
        if issuer.scheme != "https" and not is_loopback(issuer.hostname or ""):
            raise SettingsError("MONPRODUIT_OIDC_ISSUER must begin with https://: who signs in is said over that connection.")

    def _check_addresses(self) -> None:
        if not self.database.startswith(_DATABASES):
            raise SettingsError("MONPRODUIT_DATABASE_URL begins with postgresql:// or sqlite://")
        if self.smtp_url and urlsplit(self.smtp_url).scheme not in MAIL_SCHEMES:
            raise SettingsError(f"MONPRODUIT_SMTP_URL begins with one of {', '.join(f'{scheme}://' for scheme in MAIL_SCHEMES)}")
        if self.scanner_url and not (urlsplit(self.scanner_url).scheme == "clamd" and urlsplit(self.scanner_url).hostname):
            raise SettingsError("MONPRODUIT_SCANNER_URL is the address of ClamAV's daemon: clamd://host:3310")
        if self.mail_return_path and not is_email(self.mail_return_path):
            raise SettingsError("MONPRODUIT_MAIL_RETURN_PATH is one e-mail address, without a name: reports of mails that came back go there")


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address stays on this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@cache
def settings() -> Settings:
    """Return the settings of this process, read once; those that are in no environment may be files of a folder, as a vault writes them.

    Raises:
        SettingsError: a value is of another kind than the setting.
    """
    folder = os.environ.get(SECRETS) or os.environ.get(_CREDENTIALS)
    try:
        return Settings(_secrets_dir=folder)  # pyright: ignore[reportCallIssue] (of pydantic-settings)
    except ValidationError as error:
        wrong = [f"MONPRODUIT_{'.'.join(map(str, one['loc'])).upper()}: {one['msg']}" for one in error.errors(include_input=False)]
        raise SettingsError("; ".join(wrong)) from error
