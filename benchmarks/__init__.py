"""Benchmarks: they print counts, bytes and ratios, and judge nothing."""
