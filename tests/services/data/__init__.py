"""Tests of `monproduit.services.data`."""
