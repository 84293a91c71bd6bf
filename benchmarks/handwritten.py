"""*Mes produits* written by hand: one route that writes the table, as safe as the portal's, one stylesheet, one short script, and nothing else."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from monproduit.core.localisation import use_locale
from monproduit.endpoints.headers import security_headers
from monproduit.services import first_view, logins
from monproduit.views.first_view import FirstRow
from tests.browser.server import ROOT, free_port

_STYLES = (ROOT / "assets" / "app.css").read_text()
_ALWAYS = {name.decode(): value.decode() for name, value in security_headers()}
"""Whoever writes the page by hand says the same: to keep other origins' windows out costs a fresh tab a process of its own."""
_SCRIPT = """
for (const button of document.querySelectorAll(".opener")) {
  button.addEventListener("click", () => button.setAttribute("aria-expanded", button.getAttribute("aria-expanded") !== "true"));
}
document.documentElement.dataset.ready = "";
"""


async def page(request: Request) -> Response:
    """Return the table of whoever is signed in."""
    person = await logins.live(logins.digest(request.cookies.get("monproduit", "")))
    if not person:
        return RedirectResponse("/auth/login", 303)
    with use_locale("fr"):
        view = await first_view.read(person, "")
    heads = "".join(f"<th>{name}</th>" for name in ("Produit", "Support", "Licence", "Alertes", "Demandes", "Téléchargement"))
    rows = "".join(map(_row, view.rows))
    return HTMLResponse(
        '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        '<title>Mes produits</title><link rel="stylesheet" href="/own.css"><script src="/own.js" defer></script></head><body>'
        '<header class="top"><div class="top-inner"><a class="brand" href="/">monproduit</a></div></header>'
        f'<main class="page"><div class="head"><h1>Mes produits</h1></div><div class="card"><table class="products"><thead><tr>{heads}</tr></thead>'
        f"{rows}</table></div></main></body></html>",
        headers={"cache-control": "private, no-store", **_ALWAYS},
    )


def _row(one: FirstRow) -> str:
    support, owned, news, asked, fetched = one.support, one.license, one.news, one.requests, one.download
    said = (
        ("support_status", f'<span class="badge is-{support.status}">{escape(support.label)}</span><span class="small soft">{support.until}</span>'),
        ("license_status", f'<span>{escape(owned.label)}</span><span class="small soft">{escape(owned.detail)}</span>'),
        ("news_alerts", f'<span>{escape(news.title)}</span><span class="small soft">{news.published}</span>'),
        ("open_requests", f"<span>{escape(asked.label)}</span>"),
        ("latest_download", f'<span>{escape(fetched.version)}</span><span class="small soft">{escape(fetched.date)}</span>'),
    )
    cells = "".join(
        f'<td data-testid="cell-{name}"><div class="cell"><button class="opener" aria-expanded="false"><span class="says">{words}</span></button>'
        "</div></td>"
        for name, words in said
    )
    name = f'<span class="name"><strong>{escape(one.row.name)}</strong><span class="small soft">{escape(one.row.family)}</span></span>'
    return f'<tbody class="product" data-testid="product-row"><tr class="row"><th scope="row">{name}</th>{cells}</tr></tbody>'


async def _file(request: Request) -> Response:
    text, kind = (_STYLES, "text/css") if request.url.path == "/own.css" else (_SCRIPT, "text/javascript")
    return Response(text, media_type=kind, headers={"cache-control": "public, max-age=31536000, immutable"})


app = Starlette(
    routes=[Route("/fr", page), Route("/own.css", _file), Route("/own.js", _file)], middleware=[Middleware(GZipMiddleware, minimum_size=500)]
)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the page from the database of a portal, by the same server as the portal's; yield its origin."""
    port = free_port()
    environment = {**os.environ, "MONPRODUIT_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-m", "benchmarks.handwritten", str(port)], cwd=ROOT, env=environment) as process:  # noqa: S603 (ourselves)
        try:
            _wait_for(f"http://localhost:{port}/own.js")
            yield f"http://localhost:{port}"
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    for _attempt in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 (our own server)
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]), log_level="warning", access_log=False)
