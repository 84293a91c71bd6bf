"""The vendor's own words: texts of the portal said otherwise, in the vendor's file."""

import json
import sys
import tomllib
from functools import cache
from hashlib import sha256
from typing import Any

from monproduit.core.settings import settings


@cache
def wording(language: str) -> dict[str, str]:
    """Return the texts that the vendor says otherwise in a language, by the French ones of the source."""
    return dict(_brand().get("texts", {}).get(language, {}))


def fingerprint() -> str:
    """Return what tells whether the pages were built with these words: nothing for the portal's own."""
    brand = _brand()
    built_in = {name: brand[name] for name in ("name", "logo", "texts") if brand.get(name)}
    return sha256(json.dumps(built_in, sort_keys=True, default=str).encode()).hexdigest() if built_in else ""


def _brand() -> dict[str, Any]:
    """Return the brand as it stands in the file; whether it is a good one is asked where the whole file is read."""
    path = settings().vendor_file
    if not path:
        return {}
    brand = tomllib.loads(path.read_text(encoding="utf-8")).get("brand", {})
    return brand if isinstance(brand, dict) else {}


if __name__ == "__main__":
    sys.stdout.write(fingerprint())
