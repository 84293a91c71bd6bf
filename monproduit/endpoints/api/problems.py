"""What goes wrong, in plain words: RFC 9457."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from pydantic import BaseModel, ConfigDict
from starlette.responses import JSONResponse

from monproduit.core.database import is_away

MEDIA = "application/problem+json"
_log = logging.getLogger(__name__)
TITLES = {
    400: "The request cannot be read",
    401: "A token is missing or not valid",
    403: "The token may not do this",
    404: "There is no such thing",
    405: "This address has no such method",
    409: "The request contradicts what is there",
    413: "The request is too large",
    415: "The content has another type than expected",
    422: "What was sent has errors",
    429: "Too many requests",
    500: "Something went wrong on our side",
    503: "The database cannot be reached",
    507: "There is no room left",
}


class FieldProblem(BaseModel):
    """What is wrong with one field; in an import, of one line."""

    line: int | None = None
    field: str
    message: str


class Problem(BaseModel):
    """An answer to a request that could not be done, as RFC 9457 says. Nothing was changed."""

    model_config = ConfigDict(extra="forbid")

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] | None = None


def problem(status: int, detail: str, errors: Iterable[Mapping[str, Any]] | None = None, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return the answer; `errors` name fields, and lines where there are some."""
    told = {"type": f"/api/v1/docs#problem-{status}", "title": TITLES.get(status, "It could not be done"), "status": status, "detail": detail}
    if errors is not None:
        told["errors"] = list(errors)
    return JSONResponse(told, status, headers, MEDIA)


def failure(error: Exception) -> JSONResponse:
    """Return the answer to what nobody expected; the log knows more under the same name."""
    if is_away(error):
        _log.warning("the database is out of reach: %s", type(error).__name__)
        said = "Send it again in a moment. Whether a write was done is not known: with the same Idempotency-Key it is done once."
        return problem(503, said, headers={"retry-after": "1"})
    name = uuid4().hex[:12]
    _log.error("an API request failed: %s", name, exc_info=error)
    return problem(500, f"It is not your fault, and nothing was changed. Send it again later; if it lasts, tell us this name: {name}")
