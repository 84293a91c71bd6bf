"""Run the operator's commands."""

from monproduit.cli import app

app(prog_name="python -m monproduit")
