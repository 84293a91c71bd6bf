"""The five sections of a row: pure functions of views and handlers."""
