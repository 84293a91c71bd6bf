"""Whether a column is one of many values: they are one parameter, however many, so that a query is compiled once for any number."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Dialect, String, Text, TypeDecorator, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine


class _Values(TypeDecorator[Collection[int | str]]):
    """Numbers or texts: an array on PostgreSQL, JSON on SQLite, which has no arrays."""

    impl = Text
    cache_ok = True

    def __init__(self, are_texts: bool) -> None:
        super().__init__()
        self.are_texts = are_texts

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        is_array = dialect.name == "postgresql"
        return dialect.type_descriptor(ARRAY(String() if self.are_texts else BigInteger()) if is_array else Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return list(value) if dialect.name == "postgresql" else json.dumps(list(value))


class _Each(FunctionElement[Any]):
    name = "each"
    inherit_cache = True


def among(column: Any, values: Collection[int] | Collection[str]) -> ColumnElement[bool]:
    """Tell whether a column is one of these values; of none, it is not."""
    given = bindparam(None, sorted(values), type_=_Values(column.type.python_type is not int), unique=True)
    each = _Each(given).table_valued("value", name="value")
    return column.in_(select(each.c.value))


@compiles(_Each, "postgresql")
def _on_postgresql(element: _Each, compiler: SQLCompiler, **known: Any) -> str:
    return f"unnest({compiler.process(element.clauses, **known)})"


@compiles(_Each, "sqlite")
def _on_sqlite(element: _Each, compiler: SQLCompiler, **known: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **known)})"
