"""Run the operator's commands."""

import sys

from monproduit.cli import app
from monproduit.core.errors import SettingsError

try:
    app(prog_name="python -m monproduit")
except SettingsError as error:
    sys.exit(f"monproduit: {error}")
