"""The text of a PDF, read by a process of its own with little time and little memory: a file made to explode harms nobody."""

import subprocess
import sys

from monproduit.core.errors import PortalError

_SECONDS = 30
"""How long to wait for a busy machine; what the file itself may cost is the CPU time below."""
_READER = """
import io, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (4, 4))
resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
from pypdf import PdfReader
reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()), strict=False)
text = "\\n".join(page.extract_text() or "" for page in list(reader.pages)[:50])
sys.stdout.buffer.write(text.encode("utf-8", "replace")[:2_000_000])
"""


def pdf_text(content: bytes) -> str:
    """Return the text of the first 50 pages.

    Raises:
        PortalError: `message_unreadable`, for what is broken, locked, or takes too long.
    """
    try:
        done = subprocess.run(  # noqa: S603 (a fixed program; the file goes to its standard input)
            [sys.executable, "-I", "-c", _READER], input=content, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PortalError("message_unreadable") from error
    if done.returncode:
        raise PortalError("message_unreadable")
    return done.stdout.decode("utf-8", "replace")
