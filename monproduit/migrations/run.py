"""Bring a database to the newest tables."""

from pathlib import Path

from alembic import command
from alembic.config import Config


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
