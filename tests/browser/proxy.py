"""The portal behind nginx, as `deploy/nginx.conf` sets it up, on a port of its own in place of 443."""

import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from tests.browser.server import ROOT, Server, free_port
from tests.certificates import certificate

ORIGIN = "https://localhost"


@dataclass
class Proxy:
    """A server behind nginx."""

    server: Server
    folder: Path
    port: int = field(default_factory=free_port)
    behind: str = ""

    @property
    def _command(self) -> list[str]:
        return ["nginx", "-p", str(self.folder), "-e", str(self.folder / "error.log"), "-c", str(self.folder / "nginx.conf")]

    def client(self, **options: Any) -> httpx2.Client:
        """Return what speaks with nginx as with the portal's public name."""
        trusting = ssl._create_unverified_context()  # noqa: S323 (the certificate is our own)
        return httpx2.Client(base_url=f"https://127.0.0.1:{self.port}", headers={"host": "localhost"}, verify=trusting, timeout=30, **options)

    def lead_to(self, server: Server) -> None:
        """Send what comes from now on to another server, as an operator does."""
        written = (self.folder / "nginx.conf").read_text("utf-8")
        (self.folder / "nginx.conf").write_text(written.replace(f"server {self.behind};", f"server {_address(server)};"))
        self.server, self.behind = server, _address(server)
        subprocess.run([*self._command, "-s", "reload"], check=True, capture_output=True)

    @contextmanager
    def held(self) -> Iterator["Proxy"]:
        """Let nginx serve meanwhile."""
        self.behind = _address(self.server)
        (self.folder / "nginx.conf").write_text(self._configuration())
        subprocess.run([*self._command, "-t"], check=True, capture_output=True)
        with subprocess.Popen(self._command) as process:
            try:
                self._wait()
                yield self
            finally:
                process.terminate()

    def _wait(self) -> None:
        for _attempt in range(100):
            try:
                with self.client() as client:
                    assert client.get("/health/ready").status_code == 200
            except httpx2.TransportError:
                time.sleep(0.1)
            else:
                return

    def _configuration(self) -> str:
        """Return the site of `deploy`, with this machine's ports and certificate, in a server of its own."""
        public, private = certificate(self.folder, "localhost")
        site = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
        for old, new in (
            ("/etc/ssl/produits.editeur.example.pem", str(public)),
            ("/etc/ssl/produits.editeur.example.key", str(private)),
            ("produits.editeur.example", "localhost"),
            ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
            ("listen 443 ", f"listen 127.0.0.1:{self.port} "),
            ("server 127.0.0.1:3000;", f"server {self.behind};"),
        ):
            assert old in site
            site = site.replace(old, new)
        paths = "".join(f"{kind}_temp_path {self.folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        return f"daemon off;\npid {self.folder}/pid;\nevents {{}}\nhttp {{\n{paths}{site}\n}}\n"


def _address(server: Server) -> str:
    return server.origin.replace("http://localhost", "127.0.0.1")
