"""How many bytes the first view of the dashboard takes, and when its table is seen, beside the same table written by hand."""

import re
import statistics
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.handwritten import served
from benchmarks.loads import MOMENTS, browser, load
from benchmarks.served import portal
from tests.browser.server import start

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


def compare(times: int = 20) -> None:
    """Load the page written by hand, and the portal's with and without rows in it, in turn, each time into an empty browser."""
    found: dict[str, list[dict[str, float]]] = defaultdict(list)
    with portal() as ours, TemporaryDirectory() as folder, served(ours.folder) as by_hand, browser() as started:
        plain = start(Path(folder), DATA_DIR=str(ours.folder), FIRST_ROWS="false")
        try:
            cookie = ours.cookie_of("claire@exemple.fr")
            origins = {"by hand": by_hand, "portal": ours.origin, "without rows": plain.origin}
            for round_ in range(times + 1):
                for name, origin in origins.items():
                    moments = load(started, origin, cookie)
                    if round_:
                        found[name].append(moments)
        finally:
            plain.stop()
    _print(found)


def _print(found: dict[str, list[dict[str, float]]]) -> None:
    print(f"first view, {len(found['portal'])} loads each, median (95th percentile) in ms and kB: " + " · ".join(MOMENTS))
    for name, loads in found.items():
        print(f"  {name:12} " + " · ".join(_spread([one[moment] for one in loads]) for moment in MOMENTS))
    for name in ("portal", "without rows"):
        middle, first = (statistics.median(one["visible"] for one in found[key]) for key in (name, "by hand"))
        print(f"  {name}: table visible {middle / first:.2f} times as late as by hand")


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.0f} ({statistics.quantiles(values, n=20)[-1]:.0f})"


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
