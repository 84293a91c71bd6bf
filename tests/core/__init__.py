"""Tests of `monproduit.core`."""
