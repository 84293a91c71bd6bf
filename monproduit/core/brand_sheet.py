"""The brand as a stylesheet: nothing but custom properties over the tokens of `assets/app.css`."""

from collections.abc import Mapping
from pathlib import PurePath

from monproduit.core.brand import Brand
from monproduit.core.palette import DARK, LIGHT

FONT = "/brand/font.woff2"
_DENSE = {"comfortable": "1", "compact": "0.75"}


def sheet(brand: Brand) -> str:
    """Return what a brand changes, for pages that have the portal's own stylesheet; nothing for the portal's own look."""
    light, dark = (
        {name: value for name, value in brand.themes[theme].items() if own[name] != value} for theme, own in (("light", LIGHT), ("dark", DARK))
    )
    always = {} if brand.radius is None else {"round": f"{brand.round:.3f}"}
    always |= {} if brand.density == "comfortable" else {"dense": _DENSE[brand.density]}
    always |= {"font": brand.font} if brand.fonts else {}
    by_choice = f"@media not print {{ {_rule('html.dark', dark)}}}\n" if dark else ""
    by_system = f"@media (prefers-color-scheme: dark) {{ {_rule('html .api', dark)}}}\n" if dark else ""
    return f"{_face(brand)}{_rule('html:root', always | light)}{by_choice}{by_system}"


def whole_sheet(brand: Brand) -> str:
    """Return all of the look, for pages that have no other stylesheet and go by what the system prefers."""
    always = {"round": f"{brand.round:.3f}"} | ({"font": brand.font} if brand.fonts else {})
    light = _rule(":root", {**always, **brand.themes["light"]})
    return f":root{{color-scheme:light dark}}{_face(brand)}{light}@media(prefers-color-scheme:dark){{{_rule(':root', brand.themes['dark'])}}}"


def logo_address(brand: Brand) -> str:
    """Return where the logo is, or nothing."""
    return f"/brand/logo{PurePath(brand.logo).suffix}" if brand.logo else ""


def _rule(selector: str, tokens: Mapping[str, str]) -> str:
    return f"{selector} {{ {' '.join(f'--{name}: {value};' for name, value in tokens.items())} }}\n" if tokens else ""


def _face(brand: Brand) -> str:
    if not brand.font_file:
        return ""
    return f'@font-face {{ font-family: "{brand.fonts[0]}"; src: url("{FONT}") format("woff2"); font-weight: 100 900; font-display: swap; }}\n'
