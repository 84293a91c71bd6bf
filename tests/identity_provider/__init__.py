"""Tests of `monproduit.identity_provider`."""
