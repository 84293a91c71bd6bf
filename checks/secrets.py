"""Look for keys and passwords in what is committed, by detect-secrets, and name those that are none in a list with reasons."""

import subprocess
import sys
import tomllib
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from detect_secrets.core.scan import scan_file
from detect_secrets.settings import transient_settings

KNOWN = Path(__file__).with_name("secrets.toml")
_DETECTORS = ("AWSKeyDetector", "BasicAuthDetector", "GitHubTokenDetector", "JwtTokenDetector", "KeywordDetector", "PrivateKeyDetector")
_ENTROPY = ({"name": "HexHighEntropyString", "limit": 3.0}, {"name": "Base64HighEntropyString", "limit": 4.5})
_LEFT_OUT = (".lock", ".po", ".png", ".woff2", ".svg", ".ico", "secrets.toml")
_WAYS = (
    "is_sequential_string",
    "is_potential_uuid",
    "is_likely_id_string",
    "is_templated_secret",
    "is_indirect_reference",
    "is_not_alphanumeric_string",
)
_BLOCK = 40
Found = tuple[str, str, int]


def found(files: Iterable[str]) -> list[Found]:
    """Return what looks like a secret: the file, the kind, the line."""
    plugins = [*({"name": name} for name in _DETECTORS), *_ENTROPY]
    filters = [{"path": f"detect_secrets.filters.heuristic.{name}"} for name in _WAYS]
    with transient_settings({"plugins_used": plugins, "filters_used": filters}):
        return [(name, secret.type, secret.line_number) for name in files for secret in scan_file(name)]


def unknown(seen: Iterable[Found], known: dict[str, dict[str, str]]) -> list[str]:
    """Return those that no reason stands for: by the file and the kind, since lines move."""
    return sorted(f"{file}:{line}: {kind}" for file, kind, line in seen if kind not in known.get(file, {}))


def _listed() -> list[str]:
    """Return what git knows; where git does not serve, all that is not hidden."""
    try:
        return subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True).stdout.splitlines()  # noqa: S607 (the git that is used here)
    except (OSError, subprocess.CalledProcessError):
        return [str(path) for path in Path().rglob("*") if not any(part.startswith(".") or part == "__pycache__" for part in path.parts)]


def main() -> int:
    """Scan on all cores; say what is new."""
    files = [name for name in _listed() if not name.endswith(_LEFT_OUT) and Path(name).is_file()]
    with ProcessPoolExecutor() as pool:
        seen = [one for some in pool.map(found, [files[at : at + _BLOCK] for at in range(0, len(files), _BLOCK)]) for one in some]
    wrong = unknown(seen, tomllib.loads(KNOWN.read_text(encoding="utf-8")))
    print("\n".join([*wrong, f"{len(files)} files, {len(wrong)} new secrets"]))  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
