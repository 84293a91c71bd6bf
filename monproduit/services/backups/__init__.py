"""Keep everything in one file, and bring it back into an empty database of either kind."""
