"""How many bytes the first view of the dashboard takes, compressed as it is served."""

import re
from pathlib import Path

_ASSET = re.compile(r'(?:href|src)="(/[^"]+\.(?:js|css|svg|ico))"|import\("(/assets/[^"]+)"\)|from"(\./[^"]+\.js)"|"(/assets/[^"]+\.js)"')


def run(built: Path) -> None:
    """Add up the page, and what it loads, from the build."""
    page = built / "fr.html"
    if not page.exists():
        print("first view: not built; `make run` builds it")
        return
    names = _needed(built, page)
    scripts, styles = (sum(_size(built / name) for name in names if name.endswith(end)) for end in (".js", ".css"))
    whole = (_size(page) + scripts + styles) / 1000
    print(f"first view: {whole:.0f} kB in {len(names) + 1} files; scripts {scripts / 1000:.0f} kB, styles {styles / 1000:.1f} kB")


def _needed(built: Path, page: Path) -> set[str]:
    """Return what the page names, and what that imports; the manifest names every page, and loads none."""
    found: set[str] = set()
    waiting = [page]
    while waiting:
        for groups in _ASSET.findall(waiting.pop().read_text()):
            name = next(filter(None, groups)).removeprefix(".").lstrip("/")
            name = name if name.startswith("assets/") or (built / name).exists() else f"assets/{name}"
            if name not in found and (built / name).exists() and not name.endswith((".svg", ".ico")):
                found.add(name)
                if name.endswith(".js") and "/" in name and "/manifest-" not in name:
                    waiting.append(built / name)
    return found


def _size(path: Path) -> int:
    packed = path.with_name(path.name + ".br")
    return (packed if packed.exists() else path).stat().st_size
