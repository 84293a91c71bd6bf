"""Security advisories in the Common Security Advisory Framework 2.0 of OASIS."""
