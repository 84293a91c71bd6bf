"""How much the server's memory grows while a file of one gigabyte is downloaded, and whether it arrives whole."""

import hashlib
import tempfile
import threading
import time
from pathlib import Path

import httpx2

from tests.browser.server import Server, start
from tests.world import Line

_SIZE = 1_000_000_000
_SOME = 1_000_000
_PERSON = "claire@exemple.fr"


def run() -> None:
    """Serve the portal, download the file, and look at the server's memory all the while."""
    with tempfile.TemporaryDirectory() as folder:
        server = start(Path(folder))
        try:
            expected = _write(Path(folder) / "files" / "big.bin")
            server.load(*_lines(expected))
            _measure(server, expected)
        finally:
            server.stop()


def _write(path: Path) -> str:
    path.parent.mkdir(exist_ok=True)
    digest, block = hashlib.sha256(), hashlib.shake_256(b"monproduit").digest(_SOME)
    with path.open("wb") as stream:
        for _block in range(_SIZE // _SOME):
            stream.write(block)
            digest.update(block)
    return digest.hexdigest()


def _lines(sha256: str) -> list[Line]:
    version = {"product": "archivo", "version": "99.0"}
    file = {"name": "big.bin", "size": _SIZE, "sha256": sha256, "source": "big.bin"}
    return [{"type": "release", **version, "released_on": "2026-01-01"}, {"type": "release_file", **version, **file}]


def _measure(server: Server, expected: str) -> None:
    cookies = {"monproduit": server.cookie_of(_PERSON)}
    with httpx2.Client(base_url=server.origin, cookies=cookies, follow_redirects=True, timeout=60) as client:
        address = f"/files/software/{server.run(_number)}"
        client.head(address)
        before, peak, ended = _memory(server), [0], threading.Event()
        watching = threading.Thread(target=_watch, args=(server, peak, ended))
        watching.start()
        began, digest = time.perf_counter(), hashlib.sha256()
        with client.stream("GET", address) as answer:
            for some in answer.iter_bytes():
                digest.update(some)
        seconds = time.perf_counter() - began
        ended.set()
        watching.join()
    assert digest.hexdigest() == expected
    print(f"download of {_SIZE / 1e9:.0f} GB: memory grew by {max(0, peak[0] - before) / 1e6:.1f} MB; {_SIZE / 1e6 / seconds:.0f} MB/s")


async def _number() -> int:
    from sqlalchemy import select  # noqa: PLC0415 (in the served portal's settings)

    from monproduit.core.database import reading  # noqa: PLC0415
    from monproduit.models import ReleaseFile  # noqa: PLC0415

    async with reading() as session:
        return (await session.execute(select(ReleaseFile.id).where(ReleaseFile.name == "big.bin"))).scalar_one()


def _watch(server: Server, peak: list[int], ended: threading.Event) -> None:
    while not ended.wait(0.02):
        peak[0] = max(peak[0], _memory(server))


def _memory(server: Server) -> int:
    """Return the resident bytes of the server's processes, which share one process group."""
    found = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[2]) == server.process.pid:
                found += int((folder / "statm").read_text().split()[1]) * 4096
        except OSError:
            continue
    return found
