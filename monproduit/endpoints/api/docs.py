"""The documentation of the API as a page, made from its description: no script, and nothing from elsewhere."""

from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from monproduit.core.brand_sheet import logo_address
from monproduit.core.markdown import html
from monproduit.core.settings import settings
from monproduit.core.vendor import vendor
from monproduit.endpoints.api.docs_parts import Told, section
from monproduit.endpoints.api.problems import TITLES

_HELP = {
    400: "The body is not JSON, or a parameter is wrong.",
    401: "Send a token in `Authorization: Bearer …`; ask whoever runs the portal for one.",
    403: "The token lacks a scope: another one is needed.",
    404: "Nothing has this key, or nothing stands at this address.",
    405: "The `Allow` header names the methods of this address.",
    409: "The last administrator of a group cannot go; or a request with the same Idempotency-Key is still under way.",
    413: "One thing takes at most 1 MB, an import what the setting `MONPRODUIT_IMPORT_MEGABYTES` says.",
    415: "PUT takes `application/json`, an import `application/x-ndjson`.",
    422: "`errors` names each field, and in an import each line. Nothing was changed.",
    429: "Wait as many seconds as `Retry-After` says.",
    500: "Not your fault. Send it again later, with the same Idempotency-Key.",
    503: "The database is just being started again, say. Send it again in a moment, with the same Idempotency-Key.",
}


async def documentation(request: Request) -> Response:
    """Give the page."""
    return HTMLResponse(_page(request.app.openapi()), headers={"cache-control": "no-cache"})


def _page(described: dict[str, Any]) -> str:
    told = Told(described, f"{settings().origin}/api/v1")
    tags, brand = described["tags"], vendor().brand
    links = "".join(f'<li><a href="#{tag["name"]}">{escape(tag["name"].replace("_", " "))}</a></li>' for tag in tags)
    sections = "".join(section(told, tag) for tag in tags)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>REST API – {escape(brand.name)}</title><link rel="icon" href="{logo_address(brand) or "/favicon.svg"}">'
        '<link rel="stylesheet" href="/app.css"><link rel="stylesheet" href="/api.css">'
        '<link rel="stylesheet" href="/brand.css"></head><body class="api">'
        '<a href="#content" class="skip">To the content</a><header class="top"><div class="top-inner">'
        f'<a href="/" class="brand"><span class="mark" aria-hidden="true">{escape(brand.letter)}</span><span>{escape(brand.name)}</span></a>'
        '<a class="plain" href="/api/v1/openapi.json">openapi.json</a></div></header>'
        f'<div class="api-body"><nav class="api-nav" aria-label="Contents"><ul><li><a href="#start">Start</a></li>{links}'
        '<li><a href="#webhooks">webhooks</a></li><li><a href="#problems">Problems</a></li></ul></nav>'
        '<main id="content" class="api-main" tabindex="-1">'
        f"<h1>REST API</h1>{_start(described['info']['description'], told.origin)}{sections}{_webhooks(told)}{_problems()}</main></div></body></html>"
    )


def _start(overview: str, origin: str) -> str:
    command = f'TOKEN=$(python -m monproduit token create crm --scope read --scope write)\ncurl -H "Authorization: Bearer $TOKEN" {origin}/products'
    code = f'<pre tabindex="0"><code>{escape(command)}</code></pre>'
    return f'<section id="start" class="card sheet prose">{html(overview)}<h2>Try it</h2>{code}</section>'


def _webhooks(told: Told) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(name)}</code></td><td>{escape(event['post']['summary'])}</td></tr>"
        for name, event in told.described["webhooks"].items()
    )
    words = html(
        "The portal calls the addresses that its staff sets up, as [Standard Webhooks](https://www.standardwebhooks.com) says: the headers "
        "`webhook-id`, `webhook-timestamp` and `webhook-signature` prove who sent it. Answer with a status of 2xx within ten seconds; "
        "anything else is tried again for days. The same `webhook-id` may come twice: do it once."
    )
    head = '<thead><tr><th scope="col">Event</th><th scope="col">When</th></tr></thead>'
    table = f'<table class="lines">{head}<tbody>{rows}</tbody></table>'
    scroll = f'<div class="scroll" tabindex="0" role="group" aria-label="Events">{table}</div>'
    return f'<section id="webhooks" class="card sheet"><h2>webhooks</h2>{words}{scroll}</section>'


def _problems() -> str:
    lines = "".join(
        f'<div id="problem-{status}"><dt><span class="api-status">{status}</span> {escape(TITLES[status])}</dt><dd>{html(words)}</dd></div>'
        for status, words in _HELP.items()
    )
    return f'<section id="problems" class="card sheet"><h2>Problems</h2><dl class="api-problems">{lines}</dl></section>'
