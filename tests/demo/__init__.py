"""Tests of `monproduit.demo`."""
