"""Security advisories."""
