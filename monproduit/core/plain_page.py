"""A page that needs nothing but itself: for signing in, and for when the portal cannot be shown."""

from html import escape

from monproduit.core.brand_sheet import logo_address, whole_sheet
from monproduit.core.localisation import locale
from monproduit.core.vendor import vendor

_STYLE = """
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:var(--ground);color:var(--ink);
font:16px/1.5 var(--font,system-ui),sans-serif}
main{width:100%;max-width:26rem;background:var(--card);border:1px solid var(--line);border-radius:calc(1rem*var(--round));padding:2rem;
box-shadow:0 10px 30px rgb(15 23 42/.08)}
h1{font-size:1.5rem;line-height:1.25;margin:1rem 0 .5rem;text-wrap:balance}
p{margin:.5rem 0;color:var(--soft)}
label{display:block;font-weight:600;margin:1rem 0 .25rem}
input{width:100%;padding:.65rem .75rem;border:1px solid var(--edge);border-radius:calc(.6rem*var(--round));
background:var(--ground);color:inherit;font:inherit}
button,a.button{display:block;width:100%;margin-top:1.5rem;padding:.75rem 1rem;border:0;border-radius:calc(.75rem*var(--round));
background:var(--accent);
color:var(--on-accent);font:600 1rem/1.5 var(--font,system-ui),sans-serif;text-align:center;text-decoration:none;cursor:pointer}
:focus-visible{outline:3px solid var(--accent-ink);outline-offset:2px}
.mark{display:inline-grid;place-items:center;width:2.25rem;height:2.25rem;border-radius:calc(.6rem*var(--round));
background:linear-gradient(135deg,var(--mark),var(--mark-end));color:var(--on-accent);font-weight:700}
.logo{height:2.25rem;max-width:12rem;object-fit:contain}
.alert{color:var(--bad);background:var(--bad-ground);border-radius:calc(.6rem*var(--round));padding:.6rem .75rem}
"""


def plain_page(title: str, body: str, script: str = "") -> str:
    """Return a whole HTML page; `title` is text, `body` is HTML; the script at this address runs before anything shows."""
    brand = vendor().brand
    mark = (
        f'<img class="logo" src="{logo_address(brand)}" alt="">'
        if brand.logo
        else f'<span class="mark" aria-hidden="true">{escape(brand.letter)}</span>'
    )
    first = f'<script src="{script}"></script>' if script else ""
    return (
        f'<!doctype html><html lang="{locale()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)} – {escape(brand.name)}</title><style>{whole_sheet(brand)}{_STYLE}</style>{first}</head><body><main>"
        f"{mark}<h1>{escape(title)}</h1>{body}</main></body></html>"
    )


def message_page(title: str, text: str, link: str, label: str, *, forgets: bool = False) -> str:
    """Return a page that says one thing and offers one way on; if it `forgets`, the tab keeps nothing of its person."""
    body = f'<p>{escape(text)}</p><a class="button" href="{escape(link)}">{escape(label)}</a>'
    return plain_page(title, body, "/forget.js" if forgets else "")
