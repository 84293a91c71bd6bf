"""Tests with an identity provider that is not ours."""
