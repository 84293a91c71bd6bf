"""Small real files for the demo's versions, so that a newcomer can download them: the same bytes on every machine."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from monproduit.core.settings import settings

FOLDER = "demo"
_README = """{name} {version}

Ce fichier appartient au monde de démonstration de monproduit : il n’installe rien.
Il sert à essayer le téléchargement, sa reprise, et la vérification de son empreinte SHA-256.
"""


def content(name: str, version: str) -> bytes:
    """Return an archive with a short text and some bytes that stand for a program."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo("LISEZMOI.txt"), _README.format(name=name, version=version))
        archive.writestr(zipfile.ZipInfo("programme.bin"), b"".join(_noise(f"{name} {version}")))
    return made.getvalue()


def write(name: str, data: bytes) -> None:
    """Put a file where downloads look for it, unless it is there."""
    path = Path(settings().files) / FOLDER / name
    if not path.exists() or path.stat().st_size != len(data):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _noise(seed: str) -> Iterator[bytes]:
    """Yield 4 to 64 kilobytes that look like a program and depend on nothing but a name."""
    block = hashlib.sha512(seed.encode()).digest()
    for _block in range((block[0] % 60 + 4) * 16):
        block = hashlib.sha512(block).digest()
        yield block
