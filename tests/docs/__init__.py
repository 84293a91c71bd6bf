"""The guides say what is true."""
