"""Tests of what the product team works with."""
