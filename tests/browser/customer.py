"""A customer for one test: Claire the administrator, Bruno the support user, and one product."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.browser.server import Server
from tests.world import Line


@dataclass(frozen=True)
class Customer:
    """Names with a suffix that no other test uses."""

    server: Server
    suffix: str

    @property
    def claire(self) -> str:
        """The e-mail address of the administrator."""
        return f"claire-{self.suffix}@exemple.fr"

    @property
    def bruno(self) -> str:
        """The e-mail address of the support user."""
        return f"bruno-{self.suffix}@exemple.fr"

    @property
    def product(self) -> str:
        """The slug of the product."""
        return f"vigie-{self.suffix}"

    @property
    def number(self) -> str:
        """The number of the license."""
        return f"153-{self.suffix}-907".upper()

    def lines(self) -> list[Line]:
        """Return the customer in the data format."""
        group = f"lyon-{self.suffix}"
        return [
            {"type": "product", "slug": self.product, "name": f"Vigie {self.suffix}", "family": "Supervision"},
            {"type": "release", "product": self.product, "version": "7.1", "released_on": "2025-01-01"},
            {"type": "release", "product": self.product, "version": "7.2", "released_on": "2026-01-01"},
            {"type": "user", "email": self.claire, "name": "Claire Laurent"},
            {"type": "user", "email": self.bruno, "name": "Bruno Petit"},
            {"type": "group", "key": group, "name": "Production Lyon", "domain": f"{self.suffix}.exemple.fr"},
            {"type": "membership", "group": group, "user": self.claire, "role": "administrator"},
            {"type": "membership", "group": group, "user": self.bruno, "role": "support_user"},
            self.license(self.number, group=group),
        ]

    def license(self, number: str, *, ends: int = 100, **fields: Any) -> Line:
        """Return a license of the product whose contract ends in some days."""
        dates = {"maintenance_from": "2020-01-01", "renewal_date": (_today() + timedelta(days=ends)).isoformat()}
        known = {"edition": "Enterprise", "quantity": 25, "support_plan": "premier", "group": f"lyon-{self.suffix}", **dates}
        return {"type": "license", "number": number, "product": self.product, **known, **fields}

    def free(self, ending: str = "006") -> str:
        """Load a product with a license that nobody registered, and return its number."""
        number, product = f"482-{self.suffix}-{ending}".upper(), f"libre-{ending}-{self.suffix}"
        self.server.load(
            {"type": "product", "slug": product, "name": f"Libre {self.suffix} {ending}", "family": "Sauvegarde"},
            self.license(number, product=product, group=None),
        )
        return number

    def request(self, number: str, status: str = "new", **fields: Any) -> Line:
        """Return a service request of Claire's."""
        moments = {"created_at": "2026-11-20T09:00:00Z", "updated_at": "2026-11-21T09:00:00Z"}
        known = {"product": self.product, "created_by": self.claire, "title": "Sonde muette", "severity": 3, "status": status, **moments}
        return {"type": "service_request", "number": f"SR-{self.suffix}-{number}", **known, **fields}

    def alert(self, key: str, at: str, **fields: Any) -> Line:
        """Return an important alert about the product."""
        known = {"products": [self.product], "kind": "security", "important": True, "severity": "high", "title": f"Alerte {key}"}
        return {"type": "alert", "key": f"{key}-{self.suffix}", "published_at": at, **known, **fields}

    def download(self, key: str, version: str, at: str) -> Line:
        """Return a download of Claire's."""
        known = {"user": self.claire, "product": self.product, "version": version, "file": f"vigie-{version}.zip", "downloaded_at": at}
        return {"type": "download", "key": f"{key}-{self.suffix}", **known}


def _today() -> date:
    """Return the day where the people are."""
    return datetime.now(ZoneInfo("Europe/Paris")).date()
