"""Backups, taken and brought back."""
