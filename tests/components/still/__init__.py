"""Components as HTML."""
