"""What leaves for the browser: frozen dataclasses, already formatted for it."""
