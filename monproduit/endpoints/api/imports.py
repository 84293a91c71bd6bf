"""Import a stream of lines: all of them, or none."""

from hashlib import sha256
from typing import Annotated, Any

from fastapi import FastAPI, Query
from pydantic import BaseModel, Field
from starlette.requests import Request

from monproduit.core.errors import PortalError
from monproduit.core.settings import settings
from monproduit.endpoints.api.problems import FieldProblem
from monproduit.endpoints.api.things import Once, answered, ask_of
from monproduit.services.data.importing import import_lines
from monproduit.services.data.reading import LONGEST_LINE, Raw

KeepGoing = Annotated[bool, Query(description="Leave wrong lines out, instead of changing nothing.")]
_MEGABYTE = 1_000_000
LINES_EXAMPLE = (
    '{"type":"product","slug":"rapid-recovery","name":"Rapid Recovery"}\n'
    '{"type":"user","email":"claire@exemple.fr","name":"Claire Laurent"}\n'
    '{"type":"license","number":"153-482-907","product":"rapid-recovery","quantity":25}\n'
)
_BODY = {"required": True, "content": {"application/x-ndjson": {"schema": {"type": "string"}, "example": LINES_EXAMPLE}}}


class Report(BaseModel):
    """What an import did."""

    written: dict[str, int] = Field(description="Lines that were new or differed, by type.")
    created: int = Field(description="How many of them were new.")
    unchanged: int = Field(description="Lines that said what was there already.")
    set_aside: list[str] = Field(description="Documents of other standards that say nothing to customers, with the reason.")
    problem_count: int
    problems: list[FieldProblem] = Field(description="The first thousand problems, each with its line and field.")


def add_import(app: FastAPI) -> None:
    """Add the one address."""
    told: dict[str, Any] = {"tags": ["import"], "summary": "Import lines", "operation_id": "import_lines", "openapi_extra": {"requestBody": _BODY}}
    app.add_api_route("/import", lines, methods=["POST"], response_model=Report, **told)


async def lines(request: Request, keep_going: KeepGoing = False, once: Once = None) -> Any:
    """Import JSON Lines, each with its `type`, in any order, in one transaction: all or nothing, unless `keep_going` is true.

    A line may also be a CSAF 2.0 advisory, which becomes an alert, or an OpenEoX document, whose dates become those of versions.
    The body is read as it comes, up to a size that is a setting (256 MB). Importing twice changes nothing.
    """
    raws, fingerprint = await _read(request)
    request.state.fingerprint = fingerprint
    return answered(await import_lines(ask_of(request, once), raws, keep_going=keep_going))


async def _read(request: Request) -> tuple[list[Raw], str]:
    """Return the lines, and what tells this request from others."""
    limit = settings().import_megabytes
    raws, rest, number, size, digest = list[Raw](), b"", 1, 0, sha256(request.state.fingerprint)
    async for part in request.stream():
        size += len(part)
        digest.update(part)
        if size > limit * _MEGABYTE:
            raise PortalError("import_too_large", limit=limit)
        *whole, rest = (rest + part).split(b"\n")
        if len(rest) > LONGEST_LINE:
            raise PortalError("line_too_long", line=number + len(whole), limit=LONGEST_LINE)
        raws += [Raw("", place, text) for place, text in enumerate(whole, number) if text.strip()]
        number += len(whole)
    if rest.strip():
        raws.append(Raw("", number, rest))
    return raws, digest.hexdigest()
