"""Whether the process lives, and whether it can serve."""

from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from monproduit.core.database import reading


async def live(_request: Request) -> Response:
    """Say that the process answers."""
    return JSONResponse({"status": "live"})


async def ready(_request: Request) -> Response:
    """Say whether the database answers too."""
    try:
        async with reading() as session:
            await session.execute(text("SELECT 1 FROM login LIMIT 1"))
    except Exception:  # noqa: BLE001 (whatever it is, the answer is no)
        return JSONResponse({"status": "the database does not answer"}, 503)
    return JSONResponse({"status": "ready"})


ROUTES = [Route("/health/live", live), Route("/health/ready", ready)]
