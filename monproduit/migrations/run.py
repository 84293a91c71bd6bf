"""Bring a database to the newest tables."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import AsyncConnection


def config(url: str = "") -> Config:
    """Return the configuration of the history, for one database address or that of the settings."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.set_main_option("file_template", "%%(year)d-%%(month).2d-%%(day).2d_%%(slug)s")
    made.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return made


def migrate(url: str = "") -> None:
    """Run what is missing of the history."""
    command.upgrade(config(url), "head")


def move(current: str, wanted: str) -> None:
    """Bring the empty database of the settings from one step of the history to another, forward or back."""
    if current and current != wanted and wanted in history(current):
        command.downgrade(config(), wanted)
    else:
        command.upgrade(config(), wanted)


def head() -> str:
    """Return the last step of the history."""
    return ScriptDirectory.from_config(config()).get_current_head() or ""


def history(last: str) -> list[str]:
    """Return the steps that lead to one, the latest first; none for a step that nobody knows."""
    script = ScriptDirectory.from_config(config())
    known = {step.revision for step in script.walk_revisions()}
    return [step.revision for step in script.walk_revisions(head=last)] if last in known else []


async def revision(connection: AsyncConnection) -> str:
    """Return the step at which a database stands, or nothing when it has no tables."""
    return await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision()) or ""
