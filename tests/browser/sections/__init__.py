"""Tests in a browser, against the portal as it is served."""
