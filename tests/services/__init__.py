"""Tests of `monproduit.services`."""
