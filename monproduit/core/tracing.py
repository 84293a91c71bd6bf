"""Traces for OpenTelemetry, where its standard environment names a collector; without one, nothing of it is loaded.

A span tells in the portal's own words what was done, how long it took and whether it failed, and has the log's id. The provider is the portal's own:
libraries that trace by themselves, as FastAPI does with whole addresses, look for a global one.
"""

import asyncio
import logging
import os
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, nullcontext
from contextvars import ContextVar
from time import time_ns
from typing import Any

from sqlalchemy import Engine, event
from structlog.contextvars import get_contextvars

Facts = Mapping[str, str | int]
"""What a span tells, by the names of OpenTelemetry where it has some; `error.type` says that it failed."""
Tell = Callable[[Facts], None]

_WANTED = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_OPERATION = re.compile(r"\s*([A-Za-z]{1,20})")
_TABLE = re.compile(r"\b(?:FROM|INTO|UPDATE)\s+\"?([A-Za-z_]\w{0,60})", re.IGNORECASE | re.ASCII)
_PATIENCE = "3"
"""For how many seconds a collector is tried with what it was not reached for: the end of a process waits for it too."""
_BEGUN = "traced since"
_current: ContextVar[Any] = ContextVar("span", default=None)
_log = logging.getLogger(__name__)


class _Tracing:
    """What traces in this process, once it has begun."""

    provider: Any = None
    tracer: Any = None


def is_wanted() -> bool:
    """Tell whether the environment names a collector, and does not say no."""
    is_refused = os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true" or os.environ.get("OTEL_TRACES_EXPORTER") == "none"
    return not is_refused and any(os.environ.get(name) for name in _WANTED)


def begin(processor: Any = None) -> None:
    """Hand spans to a processor, or to the collector of the environment; each process begins for itself, after it was forked.

    Raises:
        ImportError: the libraries of `requirements-tracing.txt` are not installed.
    """
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 (only where it is wanted, here and below)
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415

    resource = Resource.create() if os.environ.get("OTEL_SERVICE_NAME") else Resource.create({"service.name": "monproduit"})
    _Tracing.provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    _Tracing.provider.add_span_processor(processor or _exporting())
    _Tracing.tracer = _Tracing.provider.get_tracer("monproduit")


def end() -> None:
    """Hand over what is left, and trace no more."""
    provider, _Tracing.provider, _Tracing.tracer = _Tracing.provider, None, None
    if provider:
        provider.shutdown()


@asynccontextmanager
async def lifetime() -> AsyncIterator[None]:
    """Trace while the portal serves, if that is wanted."""
    if is_wanted():
        try:
            begin()
        except ImportError:
            _log.warning("the environment asks for traces, but the libraries of requirements-tracing.txt are not installed")
    yield
    await asyncio.to_thread(end)


def span(name: str, facts: Facts | None = None, *, serves: bool = False) -> AbstractContextManager[Tell]:
    """Trace what happens inside, as a part of what goes on around it; give what tells more of it."""
    return _traced(name, facts or {}, serves=serves) if _Tracing.tracer else nullcontext(_untold)


def watch(engine: Engine) -> None:
    """Trace what is asked of a database within a span, by operation and table; neither values nor the words of a query are told."""
    if is_wanted():
        event.listen(engine, "before_cursor_execute", _note_begin)
        event.listen(engine, "after_cursor_execute", _note_end)
        event.listen(engine, "handle_error", _note_failure)


def _exporting() -> Any:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    os.environ.setdefault("OTEL_EXPORTER_OTLP_TIMEOUT", _PATIENCE)
    return BatchSpanProcessor(OTLPSpanExporter())


@contextmanager
def _traced(name: str, facts: Facts, *, serves: bool) -> Iterator[Tell]:
    """Keep the span in a variable that is set back by its value: a generator may be closed elsewhere than it began."""
    around = _current.get()
    made = _start(name, facts, around, serves=serves)
    _current.set(made)
    try:
        yield lambda more: _tell(made, more)
    except Exception as error:
        _tell(made, {"error.type": type(error).__qualname__})
        raise
    finally:
        _current.set(around)
        made.end()


def _start(name: str, facts: Facts, around: Any, *, serves: bool = False, since: int | None = None) -> Any:
    from opentelemetry.context import Context  # noqa: PLC0415
    from opentelemetry.trace import SpanKind, set_span_in_context  # noqa: PLC0415

    inside = set_span_in_context(around, Context()) if around else Context()
    known = {"monproduit.id": str(found)} if (found := get_contextvars().get("id")) else {}
    kind = SpanKind.SERVER if serves else SpanKind.INTERNAL
    return _Tracing.tracer.start_span(name, inside, kind, {**known, **facts}, start_time=since)


def _tell(made: Any, facts: Facts) -> None:
    from opentelemetry.trace import StatusCode  # noqa: PLC0415

    made.set_attributes(facts)
    if "error.type" in facts:
        made.set_status(StatusCode.ERROR)


def _untold(_facts: Facts) -> None:
    """Tell nobody."""


def _note_begin(connection: Any, *_query: Any) -> None:
    if _Tracing.tracer and _current.get():
        connection.info[_BEGUN] = time_ns()


def _note_end(connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    _note(connection, statement)


def _note_failure(context: Any) -> None:
    if context.connection is not None and not context.connection.invalidated and context.statement:
        _note(context.connection, context.statement, {"error.type": type(context.original_exception).__qualname__})


def _note(connection: Any, statement: str, failed: Facts | None = None) -> None:
    begun, around = connection.info.pop(_BEGUN, None), _current.get()
    if not (begun and around and _Tracing.tracer):
        return
    operation, table = _OPERATION.match(statement), _TABLE.search(statement)
    facts = {"db.system.name": connection.dialect.name}
    facts |= {name: found[1] for name, found in (("db.operation.name", operation), ("db.collection.name", table)) if found}
    words = [found[1] for found in (operation, table) if found]
    made = _start(" ".join(words), facts, around, since=begun)
    _tell(made, failed or {})
    made.end()
