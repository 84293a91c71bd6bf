"""Convert public data of other projects to the data format: endoflife.date, release-data, and CSAF advisories."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

Line = dict[str, Any]
_DATES = {"eoas": "full_support_until", "eoes": "limited_support_until", "eol": "end_of_support_on"}


def slug(name: str) -> str:
    """Return a slug for a name."""
    return re.sub(r"[^a-z0-9._]+", "-", name.lower()).strip("-._")[:100] or "x"


def convert(folder: Path) -> Iterator[Line]:
    """Yield products with their life cycles, their versions, and advisories as alerts."""
    known: set[str] = set()
    versions: dict[str, set[str]] = {}
    for path in sorted((folder / "endoflife.date" / "products").glob("*.md")):
        known.add(path.stem)
        versions[path.stem] = set()
        for line in _life_cycle(path):
            if line["type"] == "product" or _is_new(line, versions[path.stem]):
                yield line
    for path in sorted((folder / "release-data" / "releases").glob("*.json")):
        yield from _versions(path, versions)
    for path in sorted((folder / "csaf-cisa").rglob("*.json")):
        yield from _advisory(path, known)


def _life_cycle(path: Path) -> Iterator[Line]:
    head = yaml.safe_load(path.read_text().split("\n---", 1)[0])
    yield {"type": "product", "slug": path.stem, "name": head["title"], "family": head["category"]}
    for release in head["releases"]:
        ends = {name: _end(release[key]) for key, name in _DATES.items() if key in release}
        version = str(release.get("latest") or release["releaseCycle"])
        yield {
            "type": "release",
            "product": path.stem,
            "version": version[:100],
            "released_on": _day(release.get("latestReleaseDate") or release.get("releaseDate")),
            **ends,
        }


def _end(value: object) -> str | bool | None:
    return value if isinstance(value, bool) else _day(value)


def _day(value: object) -> str | None:
    return value.isoformat() if isinstance(value, date) else None


def _versions(path: Path, versions: dict[str, set[str]]) -> Iterator[Line]:
    """Yield the versions of a known product that its life cycle did not name already."""
    for version in json.loads(path.read_text())["versions"].values() if path.stem in versions else ():
        line = {"type": "release", "product": path.stem, "version": version["name"][:100], "released_on": version["date"]}
        if _is_new(line, versions[path.stem]):
            yield line


def _is_new(line: Line, versions: set[str]) -> bool:
    is_new = line["version"] not in versions
    versions.add(line["version"])
    return is_new


def _advisory(path: Path, known: set[str]) -> Iterator[Line]:
    found = json.loads(path.read_text())
    if "document" not in found:
        return
    document = found["document"]
    products = {slug(name): name for name in _product_names(found.get("product_tree", {}).get("branches", []))} or {"divers": "Divers"}
    for one, name in products.items():
        if one not in known:
            known.add(one)
            yield {"type": "product", "slug": one, "name": name[:300], "family": "CSAF"}
    worst = {"severity": _severity(found)}
    yield {
        "type": "alert",
        "key": slug(document["tracking"]["id"]),
        "products": sorted(products),
        "kind": "security",
        "important": True,
        "title": document["title"][:300],
        "published_at": document["tracking"]["current_release_date"],
        **worst,
    }


def _product_names(branches: list[Any]) -> Iterator[str]:
    for branch in branches:
        if branch.get("category") == "product_name":
            yield branch["name"]
        yield from _product_names(branch.get("branches", []))


def _severity(found: Line) -> str | None:
    order = ["low", "medium", "high", "critical"]
    scores = [score for one in found.get("vulnerabilities", []) for score in one.get("scores", [])]
    words = [str(score.get("cvss_v3", {}).get("baseSeverity", "")).lower() for score in scores]
    return max((word for word in words if word in order), key=order.index, default=None)
