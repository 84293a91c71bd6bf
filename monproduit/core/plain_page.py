"""A page that needs nothing but itself: for signing in, and for when the portal cannot be shown."""

from html import escape

from monproduit.core.localisation import locale

_STYLE = """
:root{color-scheme:light dark;--bg:#f8fafc;--card:#fff;--ink:#0f172a;--soft:#475569;--line:#e2e8f0;--accent:#4f39f6;--bad:#b91c1c;
--badbg:#fef2f2}
@media(prefers-color-scheme:dark){:root{--bg:#020618;--card:#0f172b;--ink:#f1f5f9;--soft:#a3b1c6;--line:#314158;--accent:#625fff;
--bad:#fca5a5;--badbg:#450a0a}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:var(--bg);color:var(--ink);
font:16px/1.5 system-ui,sans-serif}
main{width:100%;max-width:26rem;background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:2rem;
box-shadow:0 10px 30px rgb(15 23 42/.08)}
h1{font-size:1.5rem;line-height:1.25;margin:1rem 0 .5rem}
p{margin:.5rem 0;color:var(--soft)}
label{display:block;font-weight:600;margin:1rem 0 .25rem}
input{width:100%;padding:.65rem .75rem;border:1px solid #8292aa;border-radius:.6rem;background:var(--bg);color:inherit;font:inherit}
button,a.button{display:block;width:100%;margin-top:1.5rem;padding:.75rem 1rem;border:0;border-radius:.75rem;background:#4f39f6;color:#fff;
font:600 1rem/1.5 system-ui,sans-serif;text-align:center;text-decoration:none;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.mark{display:inline-grid;place-items:center;width:2.25rem;height:2.25rem;border-radius:.6rem;
background:linear-gradient(135deg,#615fff,#7f22fe);color:#fff;font-weight:700}
.alert{color:var(--bad);background:var(--badbg);border-radius:.6rem;padding:.6rem .75rem}
"""


def plain_page(title: str, body: str) -> str:
    """Return a whole HTML page; `title` is text, `body` is HTML."""
    return (
        f'<!doctype html><html lang="{locale()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)} – monproduit</title><style>{_STYLE}</style></head><body><main>"
        f'<span class="mark" aria-hidden="true">m</span><h1>{escape(title)}</h1>{body}</main></body></html>'
    )


def message_page(title: str, text: str, link: str, label: str) -> str:
    """Return a page that says one thing and offers one way on."""
    return plain_page(title, f'<p>{escape(text)}</p><a class="button" href="{escape(link)}">{escape(label)}</a>')
