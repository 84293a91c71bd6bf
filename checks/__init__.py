"""Checks of the tree that need no network: `make check` runs them."""
