"""Tests of `monproduit.models`."""
