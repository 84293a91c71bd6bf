"""Benchmarks judge nothing; what they compute is judged here."""
