"""The log: one event a line on stderr, for machines in JSON, for people in words; nothing secret or personal is in it."""

import logging
import logging.config
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any
from uuid import uuid4

import structlog
from structlog.contextvars import bind_contextvars, bound_contextvars, merge_contextvars, unbind_contextvars
from structlog.typing import EventDict, Processor

from monproduit.core.enums import LogForm
from monproduit.core.scrubbing import scrub, scrub_all, told
from monproduit.core.settings import Settings, settings

_OURS = "monproduit"
_WHO = ("person", "token")


def configuration(given: Settings) -> dict[str, Any]:
    """Return the configuration of the log, in the form of `logging.config`: every logger speaks through the root's one handler."""
    form = given.log or (LogForm.TEXT if sys.stderr.isatty() else LogForm.JSON)
    level = given.log_level or ("warning" if form == LogForm.TEXT else "info")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"events": {"()": formatter, "form": form}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "events"}},
        "loggers": {
            **{name: {"level": "WARNING"} for name in ("httpx", "httpx2", "httpcore", "httpcore2", "alembic", "engineio", "socketio", "asyncio")},
            **{name: {"level": "WARNING", "propagate": True} for name in ("gunicorn.error", "gunicorn.access")},
        },
        "root": {"level": level.upper(), "handlers": ["stderr"]},
    }


def configure() -> None:
    """Let everything that is said in this process, its last words too, go through the log."""
    logging.config.dictConfig(configuration(settings()))
    logging.captureWarnings(capture=True)
    sys.excepthook = _last_words


def formatter(form: LogForm) -> logging.Formatter:
    """Return what turns a record into one line."""
    shared: list[Processor] = [
        merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Processor] = [structlog.processors.JSONRenderer(ensure_ascii=False, default=str)]
    if form == LogForm.TEXT:
        last = [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    steps: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, _explain, _scrub, *last]
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=steps)


@contextmanager
def naming(**fields: Any) -> Iterator[str]:
    """Give what happens inside of the block a name of its own, which stands in each of its lines, and these fields."""
    name = uuid4().hex[:12]
    with bound_contextvars(id=name, **fields):
        try:
            yield name
        finally:
            unbind_contextvars(*_WHO)


def begin(name: str, **fields: Any) -> None:
    """Give the rest of this task a name, which stands in each of its lines, and these fields."""
    bind_contextvars(id=name, **fields)


def known(**who: int) -> None:
    """Say by number who is behind the rest of this request or event: a `person`, or the `token` of another system."""
    bind_contextvars(**who)


def _explain(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Turn an exception into its type, its words without what people typed, and its places in the code."""
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["exception"] = told(error)
    return event


def _scrub(_logger: Any, _method: str, event: EventDict) -> EventDict:
    is_ours = str(event.get("logger", "")).startswith(_OURS)
    exception = event.pop("exception", None)
    clean = scrub_all({name: value for name, value in event.items() if name != "event"})
    clean["event"] = scrub(str(event["event"]), strict=not is_ours)
    if exception:
        clean["exception"] = exception
    return clean


def _last_words(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logging.getLogger(_OURS).critical("the process ends", exc_info=(kind, error, trace))
