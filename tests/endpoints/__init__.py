"""Tests of `monproduit.endpoints`."""
