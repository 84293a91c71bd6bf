"""Components as HTML without a browser: what a page shows before its scripts have come."""
