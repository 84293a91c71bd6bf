"""Look at the libraries without a network: all named exactly, installed as named, under licences that fit.

Known holes need a list that is new each day, which no package can bring: `pip-audit -r requirements.txt` asks for it, where there is a network.
"""

import re
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FILES = (Path("requirements.txt"), Path("requirements-tracing.txt"), Path("requirements-dev.txt"))
_EXACT = re.compile(r"[A-Za-z0-9._-]+(\[[a-z0-9_,]+\])?==[0-9][A-Za-z0-9.]*")
_FITS = re.compile(
    r"\b(MIT|MIT-0|MIT-CMU|BSD|Apache|ISC|ISCL|PSF|Python Software Foundation|MPL|Mozilla|0BSD|Unlicense|LGPL|LGPLv3)\b|Lesser General"
)
_LOOKED_UP = {
    "axe-playwright-python": "MIT; its metadata do not say so",
    "text-unidecode": "Artistic or GPL, as one likes; a tool of the tests alone",
}


def not_exact(text: str) -> list[str]:
    """Return the lines that do not name one version of one library of the registry."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("-r ") and not _EXACT.fullmatch(line)]


def not_installed(requirements: Iterable[Requirement]) -> list[str]:
    """Return what is there in another version than it is named, or not at all."""
    wrong = list[str]()
    for requirement in requirements:
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            version = "none"
        if version == "none" or not requirement.specifier.contains(version, prereleases=True):
            wrong.append(f"{requirement}: {version} is installed")
    return wrong


def needed(requirements: Iterable[Requirement]) -> dict[str, metadata.Distribution]:
    """Return these libraries with all that they need in turn, by name."""
    waiting, known = list(requirements), dict[tuple[str, frozenset[str]], metadata.Distribution]()
    while waiting:
        one = waiting.pop()
        key = (str(canonicalize_name(one.name)), frozenset(one.extras))
        if key not in known:
            known[key] = metadata.distribution(one.name)
            more = [Requirement(text) for text in known[key].requires or ()]
            waiting += [next_ for next_ in more if _is_wanted(next_, one.extras)]
    return {name: distribution for (name, _extras), distribution in known.items()}


def licence(distribution: metadata.Distribution) -> str:
    """Return what a library says of its licence."""
    said = distribution.metadata
    classified = [str(one) for one in said.get_all("Classifier") or () if one.startswith("License ::")]
    return said.get("License-Expression") or "; ".join(classified) or (said.get("License") or "").split("\n")[0]


def unfit(name: str, text: str) -> bool:
    """Tell whether a licence is none that the portal may be given away with."""
    return name not in _LOOKED_UP and not _FITS.search(text)


def main() -> int:
    """Say what is wrong."""
    texts = [path.read_text(encoding="utf-8") for path in FILES]
    wrong = [f"not exact: {line}" for text in texts for line in not_exact(text)]
    lines = [line.split("#")[0].strip() for text in texts for line in text.splitlines()]
    named = [Requirement(line) for line in lines if _EXACT.fullmatch(line)]
    wrong += not_installed(named)
    if not wrong:
        all_ = needed(named)
        wrong += [f"licence of {name}: {licence(one) or 'none'}" for name, one in sorted(all_.items()) if unfit(name, licence(one))]
        print(f"{len(named)} libraries named, {len(all_)} needed, {len(wrong)} wrong")  # noqa: T201
    print("\n".join(wrong), end="\n" if wrong else "")  # noqa: T201
    return 1 if wrong else 0


def _is_wanted(requirement: Requirement, extras: set[str]) -> bool:
    return requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in extras | {""})


if __name__ == "__main__":
    sys.exit(main())
