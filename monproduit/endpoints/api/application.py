"""The REST door, put together: its addresses, its errors in plain words, and its own description."""

import re
from typing import Any

from fastapi import FastAPI, Security
from fastapi.exceptions import RequestValidationError
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match, Mount

from monproduit.core.errors import PortalError
from monproduit.endpoints.api.description import described
from monproduit.endpoints.api.docs import documentation
from monproduit.endpoints.api.door import Door
from monproduit.endpoints.api.imports import add_import
from monproduit.endpoints.api.problems import failure, problem
from monproduit.endpoints.api.refusals import STATUS, say_refusal
from monproduit.endpoints.api.things import add_things
from monproduit.services.data.applying import RefusedError
from monproduit.services.data.importing import told_problems


def api() -> FastAPI:
    """Return the application, without the door before it."""
    bearer = HTTPBearer(auto_error=False, scheme_name="token", description="A token made by `python -m monproduit token create NAME`.")
    made = FastAPI(
        title="monproduit",
        version="1",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        separate_input_output_schemas=False,
        dependencies=[Security(bearer)],
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},  # its spans would tell whole addresses
    )
    add_import(made)
    add_things(made)
    made.add_exception_handler(PortalError, _refused)
    made.add_exception_handler(RefusedError, _wrong_lines)
    made.add_exception_handler(RequestValidationError, _wrong_fields)
    made.add_exception_handler(HTTPException, _not_found)
    made.add_exception_handler(Exception, _failed)
    described(made)
    made.add_route("/openapi.json", _openapi, include_in_schema=False)
    made.add_route("/docs", documentation, include_in_schema=False)
    return made


async def _openapi(request: Request) -> Response:
    return JSONResponse(request.app.openapi(), headers={"cache-control": "no-cache"})


async def _refused(_request: Request, error: Any) -> Response:
    field = error.values.get("field")
    said = say_refusal(error)
    return problem(STATUS.get(error.key, 422), said, [{"field": field, "message": said}] if field else None)


async def _wrong_lines(request: Request, error: Any) -> Response:
    problems = error.report.problems
    many = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    told = told_problems(problems)
    if request.method == "PUT":
        told = [{"field": one["field"], "message": one["message"]} for one in told]
    return problem(422, f"{many}: nothing was changed.", told)


async def _wrong_fields(_request: Request, error: Any) -> Response:
    errors = error.errors()
    if any(one["type"] == "json_invalid" for one in errors):
        return problem(400, f"The body is not JSON: {errors[0].get('ctx', {}).get('error', errors[0]['msg'])}")
    told = [{"field": ".".join(str(part) for part in one["loc"][1:]) or str(one["loc"][0]), "message": one["msg"]} for one in errors]
    status = 422 if any(one["loc"][0] == "body" for one in errors) else 400
    many = "1 problem" if len(told) == 1 else f"{len(told)} problems"
    return problem(status, f"{many}: nothing was changed.", told)


async def _not_found(request: Request, error: Any) -> Response:
    if error.status_code == 405:  # noqa: PLR2004 (the status of a wrong method)
        known = [route.methods or () for route in request.app.routes if route.matches(request.scope)[0] != Match.NONE]
        allowed = ", ".join(sorted({method for methods in known for method in methods}))
        return problem(405, f"This address takes {allowed}, not {request.method}.", headers={"allow": allowed})
    if error.status_code == 404:  # noqa: PLR2004 (the status of an unknown address)
        return problem(404, "There is nothing at this address. All addresses stand in /api/v1/docs.")
    return problem(error.status_code, str(error.detail))


async def _failed(_request: Request, error: Exception) -> Response:
    return failure(error)


_DOOR = Mount("/api/v1", Door(api()))
_DOOR.path_regex = re.compile(_DOOR.path_regex.pattern, re.DOTALL)  # an address may hold a line break, which Starlette stops at
ROUTES = [_DOOR]
